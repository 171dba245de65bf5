//! Names that may be one person's, proposed to a person who judges.
//!
//! Names are brought into the Latin alphabet and compared by how they sound. Only those are compared
//! that share a key (the consonants of a word, or all but one of its sounds), and a key that too many
//! share is left out, so that the work grows with the number of names and not with that of their pairs.

mod compare;
mod spelling;

use super::EntityKind;
use compare::{Form, Likeness, compare, has_middle_name};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// Somebody who may be somebody else too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// The name that claims are filed under.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// What it is, where the registry has it.
    pub kind: Option<EntityKind>,
    /// Grammatical gender, where the registry has it.
    pub gender: Option<String>,
    /// How many claims have it as speaker or relay.
    pub claims: u64,
}

/// Two parties that may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The one that would become another name of the second.
    pub from: String,
    /// The one that would stay: the one that the registry knows, or else that has more claims.
    pub into: String,
    /// How alike they are, in percent. No probability.
    pub score: u8,
    /// Why one would think so, in plain words.
    pub reason: String,
    /// How many claims the first has.
    pub claims: u64,
}

/// So many names may share a key; a key that more share tells nobody from anybody.
const CROWD: usize = 64;

/// Proposes parties that may be one, the most alike first. `differ` tells what a person has judged
/// already: those pairs are left out.
pub fn proposals(parties: &[Party], differ: impl Fn(&str, &str) -> bool) -> Vec<Proposal> {
    let names = Names::new(parties);
    let mut best: FxHashMap<(usize, usize), (Likeness, usize, usize)> = FxHashMap::default();
    for (one, other) in names.pairs() {
        let (a, b) = (names.forms[one].0, names.forms[other].0);
        let Some(likeness) = names.likeness(one, other) else { continue };
        let pair = (a.min(b), a.max(b));
        if best.get(&pair).is_none_or(|(known, ..)| known.score < likeness.score) {
            best.insert(pair, (likeness, one, other));
        }
    }
    let mut proposals: Vec<Proposal> = best
        .into_iter()
        .filter(|((a, b), _)| !differ(&parties[*a].name, &parties[*b].name))
        .map(|((a, b), (likeness, one, other))| names.proposal(a, b, &likeness, one, other))
        .collect();
    proposals.sort_by(|a, b| {
        let order = b.score.cmp(&a.score).then(b.claims.cmp(&a.claims));
        order.then_with(|| (&a.into, &a.from).cmp(&(&b.into, &b.from)))
    });
    proposals
}

struct Names<'a> {
    parties: &'a [Party],
    /// Every name with the number of its party.
    forms: Vec<(usize, Form, &'a str)>,
    /// By the sounds of last words, the first two parties that have a longer name with them.
    whole: FxHashMap<String, Vec<usize>>,
}

impl<'a> Names<'a> {
    fn new(parties: &'a [Party]) -> Self {
        let mut forms = Vec::new();
        let mut whole: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (number, party) in parties.iter().enumerate() {
            for name in std::iter::once(&party.name).chain(&party.aliases) {
                let Some(form) = Form::new(name) else { continue };
                if let (true, Some(last)) = (form.words.len() > 1, form.last()) {
                    let having = whole.entry(last.sounds.clone()).or_default();
                    if having.len() < 2 && !having.contains(&number) {
                        having.push(number);
                    }
                }
                forms.push((number, form, name.as_str()));
            }
        }
        Names { parties, forms, whole }
    }

    /// The pairs of names that share a key, each once, of different parties.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let mut keys: Vec<(u64, usize)> = Vec::new();
        for (number, (_, form, _)) in self.forms.iter().enumerate() {
            keys.extend(self::keys(form).into_iter().map(|key| (key, number)));
        }
        keys.sort_unstable();
        keys.dedup();
        let mut pairs = FxHashSet::default();
        for block in keys.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() <= CROWD) {
            for (i, (_, one)) in block.iter().enumerate() {
                let others = block[i + 1..].iter().map(|(_, other)| *other);
                pairs.extend(
                    others
                        .filter(|other| self.forms[*one].0 != self.forms[*other].0)
                        .map(|other| (*one, other)),
                );
            }
        }
        let mut pairs: Vec<(usize, usize)> = pairs.into_iter().collect();
        pairs.sort_unstable();
        pairs
    }

    /// How alike two names are, given whose they are.
    fn likeness(&self, one: usize, other: usize) -> Option<Likeness> {
        let ((a, one, _), (b, other, _)) = (&self.forms[one], &self.forms[other]);
        let (party, second) = (&self.parties[*a], &self.parties[*b]);
        let both_known = party.kind.is_some() && second.kind.is_some();
        let unlike = |a: Option<&str>, b: Option<&str>| a.is_some() && b.is_some() && a != b;
        if both_known && party.kind != second.kind
            || unlike(party.gender.as_deref(), second.gender.as_deref())
        {
            return None;
        }
        // Whoever curated both knew of both: only what sounds the same is worth asking again.
        const SAME_SOUNDS: f64 = 0.97;
        let compared = compare(one, other);
        if both_known {
            return compared.filter(|likeness| likeness.score >= SAME_SOUNDS);
        }
        let person = |party: &Party| party.kind.is_none_or(|kind| kind == EntityKind::Person);
        let people = [party, second].iter().any(|party| party.kind == Some(EntityKind::Person));
        compared.or_else(|| {
            if !person(party) || !person(second) {
                return None;
            }
            let (short, long) = if one.words.len() < other.words.len() { (one, other) } else { (other, one) };
            if has_middle_name(long, short, people) {
                return Some(Likeness { score: 0.9, reason: "the same with a middle name" });
            }
            let last = long.last().filter(|last| long.words.len() > 1 && last.sounds.len() > 2)?;
            if long.is_phrase && !people {
                return None;
            }
            let alone = short.words.len() == 1 && short.words[0].sounds == last.sounds;
            let only_one = self.whole.get(&last.sounds).is_some_and(|having| having.len() == 1);
            (alone && only_one)
                .then_some(Likeness { score: 0.8, reason: "a last name alone, and only one has it" })
        })
    }

    fn proposal(&self, a: usize, b: usize, likeness: &Likeness, one: usize, other: usize) -> Proposal {
        let rank = |i: usize| (self.parties[i].kind.is_some(), self.parties[i].claims, std::cmp::Reverse(i));
        let (from, into) = if rank(a) > rank(b) { (b, a) } else { (a, b) };
        // Where other names than those that are shown made it so, they are named.
        let shown = [self.parties[a].name.as_str(), self.parties[b].name.as_str()];
        let names = [self.forms[one].2, self.forms[other].2];
        let because = match names.iter().all(|name| shown.contains(name)) {
            true => String::new(),
            false => format!(": {} ~ {}", names[0], names[1]),
        };
        Proposal {
            from: self.parties[from].name.clone(),
            into: self.parties[into].name.clone(),
            score: (likeness.score * 100.0).round() as u8,
            reason: format!("{}{because}", likeness.reason),
            claims: self.parties[from].claims,
        }
    }
}

/// What a name shares with those that it is compared with.
fn keys(form: &Form) -> Vec<u64> {
    let key = |kind: u8, text: &str| {
        let mut hasher = FxHasher::default();
        (kind, text).hash(&mut hasher);
        hasher.finish()
    };
    const DELETED: usize = 5;
    let mut keys = vec![key(0, &spelling::consonants(&form.joined))];
    for word in &form.words {
        let consonants = word.consonants();
        if consonants.len() > 1 {
            keys.push(key(1, &consonants));
        }
        // Two that differ in one sound are the same with that one left out.
        if word.sounds.len() >= DELETED {
            keys.push(key(2, &word.sounds));
            for (at, c) in word.sounds.char_indices() {
                keys.push(key(2, &(word.sounds[..at].to_owned() + &word.sounds[at + c.len_utf8()..])));
            }
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(name: &str, kind: Option<EntityKind>, claims: u64) -> Party {
        Party { name: name.into(), kind, claims, ..Party::default() }
    }

    fn proposed(parties: &[Party]) -> Vec<String> {
        let proposals = proposals(parties, |_, _| false);
        proposals.iter().map(|p| format!("{} > {}", p.from, p.into)).collect()
    }

    #[test]
    fn the_registry_stays_and_then_whoever_has_more_claims() {
        let person = Some(EntityKind::Person);
        let parties = [
            party("Sergei Shoigu", None, 9),
            party("Sergueï Choïgou", person, 1),
            party("Oleg Tarkan", None, 2),
            party("Oleg Tarcan", None, 1),
        ];
        assert_eq!(proposed(&parties), ["Sergei Shoigu > Sergueï Choïgou", "Oleg Tarcan > Oleg Tarkan"]);
        assert_eq!(proposals(&parties, |_, _| true), []);
    }

    #[test]
    fn an_alias_may_be_what_is_alike() {
        let mut known = party("Corée du Nord", Some(EntityKind::State), 1);
        known.aliases = vec!["Pyongyang".into()];
        let proposals = proposals(&[known, party("Pyongiang", None, 1)], |_, _| false);
        assert_eq!(proposals[0].reason, "another spelling of the same sounds: Pyongyang ~ Pyongiang");
    }

    #[test]
    fn a_last_name_alone_where_only_one_has_it() {
        let jean = || party("Jean Dupont", None, 1);
        assert_eq!(proposed(&[jean(), party("Dupont", None, 5)]), ["Jean Dupont > Dupont"]);
        assert_eq!(proposed(&[jean(), party("Luc Dupont", None, 1), party("Dupont", None, 5)]), [""; 0]);
        assert_eq!(proposed(&[party("Conseil d’État", None, 1), party("État", None, 5)]), [""; 0]);
        let outlet = party("Sud Ouest", Some(EntityKind::Outlet), 1);
        assert_eq!(proposed(&[outlet, party("Ouest", None, 1)]), [""; 0]);
    }

    #[test]
    fn what_the_registry_keeps_apart_stays_apart() {
        let (person, state) = (Some(EntityKind::Person), Some(EntityKind::State));
        assert_eq!(proposed(&[party("Jordan", person, 1), party("Jordán", state, 1)]), [""; 0]);
        assert_eq!(
            proposed(&[party("Volodymyr Tarkan", person, 1), party("Vladimir Tarkan", person, 1)]),
            [""; 0]
        );
        let gendered =
            |name: &str, gender: &str| Party { gender: Some(gender.into()), ..party(name, person, 1) };
        assert_eq!(proposed(&[gendered("Martin Aubry", "m"), gendered("Martine Aubry", "f")]), [""; 0]);
    }

    /// Many who share a name are not compared each with each.
    #[test]
    fn a_crowd_is_left_alone() {
        let parties: Vec<Party> = (0..20_000u32)
            .map(|i| {
                let letters: String =
                    (0..4).map(|d| char::from(b'a' + (i / 26u32.pow(d) % 26) as u8)).collect();
                party(&format!("Kim T{letters}"), None, 1)
            })
            .collect();
        let names = Names::new(&parties);
        assert!(names.pairs().len() < 200 * parties.len());
    }
}
