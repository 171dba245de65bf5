//! How long the first rows of a list take, on a base of 10,000 claims and on one of 1,000,000.
//!
//! `cargo bench --bench list` makes both bases under `target/` where they are not there yet (the
//! large one takes a few minutes and some 0.8 GB), then prints the median of many runs on each
//! and how many times slower the large one is. The bases are the same on every machine.

use dixit::model::{
    Capture, Channel, Claim, Digest, Document, Filter, Form, Hedge, Origin, PartialDate, Relay, Slice, Sort,
    Stance, Strength,
};
use dixit::store::{Author, Deposit, Mode, Store};
use std::{
    error::Error,
    io::Write,
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

const CLAIMS_A_DOCUMENT: u64 = 20;
const RUNS: usize = 21;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    let small = base(10_000, &mut out)?;
    let large = base(1_000_000, &mut out)?;
    heading(&mut out, "first 50 rows, median of 21: rows and times")?;
    for (name, filter) in lists() {
        let run = |store| median(RUNS, || first_rows(store, &filter));
        line(&mut out, name, run(&small)?, run(&large)?)?;
    }
    heading(&mut out, "all of the base, median of 3")?;
    type Whole = fn(&Store) -> Result<u64, Box<dyn Error>>;
    let wholes: [(&str, Whole); 4] = [
        ("counts", |store| Ok(store.counts(&Filter::default())?.total())),
        ("counts --who frequent", |store| Ok(store.counts(&who("Poutine"))?.total())),
        ("who", |store| Ok(store.speakers(&Filter::default())?.len() as u64)),
        ("docs", |store| Ok(store.documents(&Filter::default())?.len() as u64)),
    ];
    for (name, whole) in wholes {
        let run = |store| median(3, || whole(store));
        line(&mut out, name, run(&small)?, run(&large)?)?;
    }
    Ok(())
}

fn heading(out: &mut impl Write, name: &str) -> std::io::Result<()> {
    writeln!(out, "{name:<42} {:>7} {:>9} {:>9} {:>9} {:>7}", "10 k", "1 M", "10 k/ms", "1 M/ms", "ratio")
}

/// One line of times and of the numbers of rows that they were for.
fn line(
    out: &mut impl Write,
    name: &str,
    (small, small_rows): (Duration, u64),
    (large, large_rows): (Duration, u64),
) -> std::io::Result<()> {
    let (small, large) = (small.as_secs_f64() * 1000.0, large.as_secs_f64() * 1000.0);
    let ratio = large / small;
    writeln!(out, "{name:<42} {small_rows:>7} {large_rows:>9} {small:>9.2} {large:>9.2} {ratio:>7.1}")
}

/// What is asked for: names in one fifth, one in a hundred, one in ten thousand and sixty of the
/// claims (the last on either base), alone and with other filters.
fn lists() -> Vec<(&'static str, Filter)> {
    let open = || Filter { limit: Some(50), ..Filter::default() };
    let date = |text: &str| text.parse::<PartialDate>().ok();
    let search = |words: &str| Filter { search: Some(words.to_owned()), ..open() };
    vec![
        ("list", open()),
        ("list --who frequent (1 in 5)", who("Poutine")),
        ("list --who middling (1 in 100)", who("Porte-parole 7")),
        ("list --who rare (1 in 10,000)", who("Témoin 77")),
        ("list --who rare (60 on either base)", who("Doyenne")),
        ("list --who of many (a word of 100 names)", who("porte-parole")),
        ("list --who an outlet (1 in 20)", who("Journal 3")),
        (
            "list --speaker frequent --strength verbatim",
            Filter { speaker: vec!["putin".into()], strength: vec![Strength::Verbatim], ..open() },
        ),
        (
            "list --who frequent --strength alleged",
            Filter { strength: vec![Strength::Alleged], ..who("Poutine") },
        ),
        ("list --who frequent --form direct", Filter { form: vec![Form::Direct], ..who("Poutine") }),
        ("list --who frequent --via middling", Filter { via: vec!["Agence 5".into()], ..who("Poutine") }),
        (
            "list --who frequent --since --until",
            Filter { since: date("2019-03"), until: date("2019"), ..who("Poutine") },
        ),
        ("list --strength alleged", Filter { strength: vec![Strength::Alleged], ..open() }),
        ("list --sort strength", Filter { sort: Sort::Strength, ..open() }),
        ("list --denied", Filter { stance: vec![Stance::Denies], ..open() }),
        ("list --since --until", Filter { since: date("2012"), until: date("2012-06"), ..open() }),
        ("list --search frequent (every claim)", search("accord")),
        ("list --search middling (1 in 100)", search("mot42")),
        ("list --search rare (1 in 10,000)", search("terme4242")),
        ("list --search rare (60 on either base)", search("doyenne")),
        ("list --search two words", search("mot42 accord")),
        ("list --search middling --who frequent", Filter { search: Some("mot42".into()), ..who("Poutine") }),
        ("list --search frequent --who rare", Filter { search: Some("accord".into()), ..who("Témoin 77") }),
    ]
}

fn who(name: &str) -> Filter {
    Filter { who: vec![name.to_owned()], limit: Some(50), ..Filter::default() }
}

fn first_rows(store: &Store, filter: &Filter) -> Result<u64, Box<dyn Error>> {
    let mut rows = 0;
    store.claims(filter, &mut |_| {
        rows += 1;
        ControlFlow::Continue(())
    })?;
    Ok(rows)
}

/// The median time of some runs, after one that warms the cache, and what the last answered.
fn median(
    runs: usize,
    mut run: impl FnMut() -> Result<u64, Box<dyn Error>>,
) -> Result<(Duration, u64), Box<dyn Error>> {
    let mut answer = run()?;
    let mut times = Vec::with_capacity(runs);
    for _ in 0..runs {
        let start = Instant::now();
        answer = run()?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    Ok((times[runs / 2], answer))
}

/// Opens the base of so many claims, which is made first where it is not there.
fn base(claims: u64, out: &mut impl Write) -> Result<Store, Box<dyn Error>> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("list-{claims}.db"));
    if !path.exists() {
        make(&path, claims, out)?;
    }
    Ok(Store::open(&path, Mode::Read)?)
}

fn make(path: &Path, claims: u64, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let unfinished = path.with_extension("unfinished");
    let _ = std::fs::remove_file(&unfinished);
    let start = Instant::now();
    let mut store =
        Store::open(&unfinished, Mode::Write(&Author { name: "bench".into(), clock: chrono::Utc::now }))?;
    let mut chance = Chance(0x5EED);
    for number in 0..claims / CLAIMS_A_DOCUMENT {
        let has_doyenne = number.is_multiple_of(claims / CLAIMS_A_DOCUMENT / 60);
        deposit(&mut store, number, has_doyenne, &mut chance)?;
    }
    drop(store);
    std::fs::rename(&unfinished, path)?;
    let (seconds, size) = (start.elapsed().as_secs_f64(), std::fs::metadata(path)?.len() as f64 / 1e6);
    let rate = claims as f64 / CLAIMS_A_DOCUMENT as f64 / seconds;
    writeln!(out, "made {claims} claims in {seconds:.1} s ({rate:.0} documents/s), {size:.0} MB")?;
    Ok(())
}

/// One document of some claims, each a sentence of its own.
fn deposit(
    store: &mut Store,
    number: u64,
    has_doyenne: bool,
    chance: &mut Chance,
) -> Result<(), Box<dyn Error>> {
    let mut text = format!("Dépêche numéro {number}.\n");
    let mut claims = Vec::new();
    for _ in 0..CLAIMS_A_DOCUMENT {
        let words = format!(
            "l'accord mot{} terme{} sera signé à l'été par les deux délégations réunies ici",
            chance.below(100),
            chance.below(10_000)
        );
        let start = text.chars().count();
        text.push_str(&words);
        let slice = Slice { start, end: text.chars().count(), text: words };
        text.push_str(".\n");
        claims.push(claim(slice, chance));
    }
    if let Some(claim) = claims.first_mut().filter(|_| has_doyenne) {
        claim.speakers = vec!["Doyenne".to_owned()];
    }
    let mut document = Document::new(format!("document-{number}"), Digest::of(text.as_bytes()));
    document.outlet = Some(format!("Journal {}", chance.below(20)));
    document.language = Some("fr".into());
    // One in fifty is undated, one in fifty has but a year.
    let (year, month, day) =
        (2005 + chance.below(20) as i32, 1 + chance.below(12) as u32, 1 + chance.below(28) as u32);
    document.published = match chance.below(50) {
        0 => None,
        1 => PartialDate::new(year, None, None),
        _ => PartialDate::new(year, Some(month), Some(day)),
    };
    let capture = Capture { bytes: text.clone().into_bytes(), encoding: "UTF-8".into(), text };
    store.deposit(&Deposit {
        document: &document,
        capture: Some(&capture),
        read: true,
        claims: &claims,
        origin: Origin::Found,
        program: Some("0.0.0"),
    })?;
    Ok(())
}

fn claim(slice: Slice, chance: &mut Chance) -> Claim {
    let speaker = match chance.below(10) {
        0 | 1 => "Vladimir Poutine".to_owned(),
        2 | 3 => format!("Porte-parole {}", chance.below(20)),
        4 => format!("Témoin {}", chance.below(1000)),
        _ => format!("Ministre {}", chance.below(20_000)),
    };
    let via = match chance.below(4) {
        0 => vec![Relay { name: format!("Agence {}", chance.below(25)), channel: Channel::ThirdParty }],
        _ => Vec::new(),
    };
    Claim {
        content: vec![slice],
        form: [Form::Direct, Form::Mixed, Form::Indirect, Form::Indirect][chance.below(4) as usize],
        speakers: vec![speaker],
        named: chance.below(10) > 0,
        mention: Some("il".into()),
        source: vec![],
        cue: Some("a déclaré".into()),
        cue_at: vec![],
        via,
        hedge: if chance.below(20) == 0 { Hedge::Conditional } else { Hedge::None },
        stance: if chance.below(50) == 0 { Stance::Denies } else { Stance::Asserts },
        rule: "bench".into(),
    }
}

/// Numbers that look random and are the same every time (SplitMix64, Steele et al. 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }
}
