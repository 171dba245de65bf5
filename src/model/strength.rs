//! How firmly a claim is attributed: derived from its fields, never typed in.

use super::{Claim, Form, Hedge, Strength};

/// A strength with the reasons for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The strength.
    pub strength: Strength,
    /// Why, one plain sentence a step, in the order in which the steps were taken.
    pub reasons: Vec<String>,
}

/// Derives a claim's strength. The first that matches wins: *alleged* when hedged; *unsourced*
/// with no speaker, no relay and no quoted words; quoted words are *verbatim* when every
/// speaker is named and every relay is an official channel, else *relayed*; a paraphrase is
/// *stated* or *hearsay* by the same test.
pub fn strength(claim: &Claim) -> Judgement {
    let mut reasons = Vec::new();
    match claim.hedge {
        Hedge::None => {}
        Hedge::Conditional => reasons.push("the text reports it in the conditional".to_owned()),
        Hedge::Alleged => reasons.push("the text marks it with a word of doubt".to_owned()),
    }
    if claim.hedge != Hedge::None {
        return Judgement { strength: Strength::Alleged, reasons };
    }
    reasons.push(
        match claim.form {
            Form::Direct => "all of the words are quoted",
            Form::Mixed => "some of the words are quoted",
            Form::Indirect => "the words are a paraphrase",
        }
        .to_owned(),
    );
    if claim.speakers.is_empty() && claim.via.is_empty() && !claim.form.is_quoted() {
        reasons.push("no speaker and no relay is given".to_owned());
        return Judgement { strength: Strength::Unsourced, reasons };
    }
    let named = claim.named && !claim.speakers.is_empty();
    reasons.push(match (claim.speakers.len(), named) {
        (0, _) => "the text names no speaker".to_owned(),
        (1, true) => format!("the speaker is named: {}", claim.speakers[0]),
        (_, true) => format!("every speaker is named: {}", claim.speakers.join(", ")),
        (_, false) => format!("the speaker is not named: {}", claim.speakers.join(", ")),
    });
    for relay in &claim.via {
        use super::Channel::*;
        reasons.push(match relay.channel {
            ThirdParty => format!("{} passes the words on as a third party", relay.name),
            Registry => format!("{} speaks for the speaker (registry)", relay.name),
            Text => format!("{} speaks for the speaker (the text says so)", relay.name),
            SpokenTo => format!("the words were said to {}", relay.name),
        });
    }
    let first_hand = named && claim.via.iter().all(|relay| relay.channel.is_official());
    let strength = match (claim.form.is_quoted(), first_hand) {
        (true, true) => Strength::Verbatim,
        (true, false) => Strength::Relayed,
        (false, true) => Strength::Stated,
        (false, false) => Strength::Hearsay,
    };
    Judgement { strength, reasons }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Channel, Relay, Slice, Stance};

    fn check(form: Form, speakers: &[&str], named: bool, via: &[Channel], hedge: Hedge, expected: Strength) {
        let claim = Claim {
            content: vec![Slice { start: 0, end: 1, text: "x".into() }],
            form,
            speakers: speakers.iter().map(|&s| s.to_owned()).collect(),
            named,
            mention: None,
            source: vec![],
            cue: None,
            cue_at: vec![],
            via: via.iter().map(|&channel| Relay { name: "R".into(), channel }).collect(),
            hedge,
            stance: Stance::Asserts,
            rule: "test".into(),
        };
        assert_eq!(strength(&claim).strength, expected);
    }

    #[test]
    fn the_table_of_the_model() {
        use Channel::*;
        use Form::*;
        use Hedge::None as Plain;
        check(Direct, &["A"], true, &[], Hedge::Conditional, Strength::Alleged);
        check(Indirect, &["A"], true, &[], Hedge::Alleged, Strength::Alleged);
        check(Indirect, &[], false, &[], Plain, Strength::Unsourced);
        check(Direct, &[], false, &[], Plain, Strength::Relayed);
        check(Indirect, &[], false, &[ThirdParty], Plain, Strength::Hearsay);
        check(Mixed, &["A"], true, &[], Plain, Strength::Verbatim);
        check(Direct, &["A"], true, &[Registry, Text, SpokenTo], Plain, Strength::Verbatim);
        check(Direct, &["A"], true, &[Registry, ThirdParty], Plain, Strength::Relayed);
        check(Mixed, &["A"], false, &[], Plain, Strength::Relayed);
        check(Indirect, &["A", "B"], true, &[], Plain, Strength::Stated);
        check(Indirect, &["A", "B"], false, &[], Plain, Strength::Hearsay);
        check(Indirect, &["A"], true, &[ThirdParty], Plain, Strength::Hearsay);
    }
}
