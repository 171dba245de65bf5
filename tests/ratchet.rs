//! A ratchet for the reading: which claims of our own annotated articles are found, and what
//! is found beside them. A claim lost fails the test, and so does a gain not written down.

use crate::support::{root, snapshot};
use serde_json::Value;
use std::{collections::BTreeSet, fmt::Write, fs, ops::Range, process::Command};

#[test]
fn the_articles_are_read_as_before() {
    let articles = root().join("tests/articles");
    let gold = lines(&fs::read_to_string(articles.join("gold.jsonl")).expect("the annotations"));
    // The annotations hold for texts in UTF-8, in which their offsets are counted.
    let mut texts: Vec<_> = fs::read_dir(&articles)
        .expect("the articles")
        .map(|e| e.expect("an entry").path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt") && fs::read_to_string(p).is_ok())
        .collect();
    texts.sort();
    let mut report = String::new();
    for path in texts {
        let doc = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text: Vec<char> = fs::read_to_string(&path).expect("an article").chars().collect();
        let asked: Vec<&Value> = gold.iter().filter(|g| g["doc"] == doc.as_str()).collect();
        let read = Command::new(env!("CARGO_BIN_EXE_dixit"))
            .args(["extract", "--format", "jsonl"])
            .arg(&path)
            .output()
            .expect("the program runs");
        let found = lines(&String::from_utf8(read.stdout).expect("UTF-8"));
        compare(&doc, &text, &asked, &found, &mut report);
    }
    snapshot("ratchet.txt", &report);
}

fn lines(jsonl: &str) -> Vec<Value> {
    jsonl.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn compare(doc: &str, text: &[char], asked: &[&Value], found: &[Value], report: &mut String) {
    let sets: Vec<BTreeSet<usize>> = found.iter().map(|f| words(text, &f["content"])).collect();
    let mut used = BTreeSet::new();
    for gold in asked {
        let readings = gold["readings"].as_array().expect("readings");
        let best = readings
            .iter()
            .flat_map(|reading| {
                let wanted = words(text, &reading["content"]);
                sets.iter()
                    .enumerate()
                    .map(move |(f, set)| (overlap(&wanted, set), f, reading))
                    .collect::<Vec<_>>()
            })
            .filter(|(overlap, ..)| *overlap >= 0.5)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(agrees(a.2, &found[a.1]).cmp(&agrees(b.2, &found[b.1]))));
        let verdict = match best {
            None if gold["optional"] == true => continue,
            None => "missed",
            Some((_, f, reading)) => {
                used.insert(f);
                if agrees(reading, &found[f]) { "right" } else { "found" }
            }
        };
        writeln!(report, "{doc} {} {verdict}", gold["n"]).expect("written");
    }
    for (f, claim) in found.iter().enumerate().filter(|(f, _)| !used.contains(f)) {
        let opening: String = claim["content"][0]["text"].as_str().expect("words").chars().take(40).collect();
        let _ = f;
        writeln!(report, "{doc} also finds: {opening}").expect("written");
    }
}

/// Whether all but the speaker's exact name agrees; names are compared by their last word.
fn agrees(reading: &Value, claim: &Value) -> bool {
    let last = |names: &Value| -> BTreeSet<String> {
        let names = names.as_array().expect("names").iter();
        names.filter_map(|n| Some(n.as_str()?.split([' ', '’', '\'']).next_back()?.to_lowercase())).collect()
    };
    ["form", "hedge", "stance", "strength"].iter().all(|field| reading[field] == claim[field])
        && last(&reading["speakers"]) == last(&claim["speakers"])
        && last(&reading["via"]) == last(&claim["via"])
}

/// Where the words of some slices begin, in code points.
fn words(text: &[char], content: &Value) -> BTreeSet<usize> {
    let mut starts = BTreeSet::new();
    for slice in content.as_array().expect("slices") {
        let at = |key: &str| slice[key].as_u64().expect("a position") as usize;
        let span: Range<usize> = at("start")..at("end").min(text.len());
        let begins = |i: usize| text[i].is_alphanumeric() && (i == 0 || !text[i - 1].is_alphanumeric());
        starts.extend(span.filter(|&i| begins(i)));
    }
    starts
}

fn overlap(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let both = a.intersection(b).count();
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}
