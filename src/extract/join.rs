//! Quotations that go on after their cue, put together again.

use crate::model::{Claim, Form};

/// How far apart, in code points, a quotation and its continuation stand at the most: a cue
/// with its subject goes between.
const CUE_ROOM: usize = 250;

/// How many claims back the quotation that goes on is looked for.
const BETWEEN: usize = 2;

/// Joins a quotation that goes on after its cue (« A », dit X. « B. ») to what stands before it,
/// as one claim of several slices. Two claims are the model's reading; attribution corpora
/// (PARC 3.0, PolNeAR) annotate one attribution.
pub fn join_continued(claims: Vec<Claim>) -> Vec<Claim> {
    let mut joined: Vec<Claim> = Vec::with_capacity(claims.len());
    for claim in claims {
        // What is said of the cue ("he said, referring to the debate") may stand between.
        match joined.iter_mut().rev().take(BETWEEN).find(|before| goes_on(before, &claim)) {
            Some(before) => {
                if before.form != claim.form {
                    before.form = Form::Mixed;
                }
                before.content.extend(claim.content);
            }
            None => joined.push(claim),
        }
    }
    joined
}

/// Whether a claim goes on with the quotation of one before it; not where that one is a fragment in the
/// article's own words ("he called it “absurd” on Monday. “...”").
fn goes_on(before: &Claim, claim: &Claim) -> bool {
    let gap = match (before.content.last(), claim.content.first()) {
        (Some(last), Some(first)) => first.start.checked_sub(last.end),
        _ => None,
    };
    claim.rule == "quote.continued"
        && before.rule.starts_with("quote.")
        && !(before.rule == "quote.after-cue" && before.form == Form::Mixed)
        && before.speakers == claim.speakers
        && gap.is_some_and(|gap| gap < CUE_ROOM)
}
