//! The way of the words: from the speaker, through the relays, to the publishing outlet.

use crate::model::{Channel, Claim, Document};

/// Shown where the text names no speaker.
const NOBODY: &str = "(nobody named)";

/// Shown where the outlet is not known.
const NO_OUTLET: &str = "(outlet not known)";

/// One link of the chain, and what it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// What it is, in plain words.
    pub part: String,
}

/// Those who are claimed to have said it, or that nobody is named.
pub fn speakers(claim: &Claim) -> String {
    if claim.speakers.is_empty() { NOBODY.to_owned() } else { claim.speakers.join(", ") }
}

/// Speaker and relays, the way the list reads them: "Vladimir Poutine ← KCNA".
pub fn backwards(claim: &Claim) -> String {
    let relays = claim.via.iter().map(|relay| relay.name.as_str());
    let names: Vec<String> = std::iter::once(speakers(claim)).chain(relays.map(str::to_owned)).collect();
    names.join(" ← ")
}

/// The whole chain, the way the words went: "Vladimir Poutine → KCNA → Le Monde".
pub fn forwards(claim: &Claim, document: &Document) -> String {
    let names: Vec<String> = links(claim, document).into_iter().map(|link| link.name).collect();
    names.join(" → ")
}

/// The links from the speaker to the outlet; never fewer than two.
pub fn links(claim: &Claim, document: &Document) -> Vec<Link> {
    let speaker = Link { name: speakers(claim), part: speaker_part(claim) };
    let relays = claim
        .via
        .iter()
        .map(|relay| Link { name: relay.name.clone(), part: channel_part(relay.channel).to_owned() });
    let outlet = document.outlet.clone().unwrap_or_else(|| NO_OUTLET.to_owned());
    let medium = document.medium.as_ref().map(|medium| format!(", {medium}")).unwrap_or_default();
    let published = document.published.map(|date| format!(", {date}")).unwrap_or_default();
    let outlet = Link { name: outlet, part: format!("outlet{medium}{published}") };
    std::iter::once(speaker).chain(relays).chain(std::iter::once(outlet)).collect()
}

fn speaker_part(claim: &Claim) -> String {
    let who = match (claim.speakers.len(), claim.named) {
        (0, _) => "the text names no speaker",
        (1, true) => "speaker",
        (1, false) => "speaker, not named",
        (_, true) => "speakers",
        (_, false) => "speakers, not named",
    };
    match &claim.mention {
        Some(mention) if !claim.speakers.contains(mention) => {
            format!("{who}, called {} here", super::typography::cited(mention))
        }
        _ => who.to_owned(),
    }
}

fn channel_part(channel: Channel) -> &'static str {
    match channel {
        Channel::ThirdParty => "relay, third party",
        Channel::Registry => "relay, speaks for the speaker (registry)",
        Channel::Text => "relay, speaks for the speaker (the text says so)",
        Channel::SpokenTo => "relay, the words were said to it",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn both_ways() {
        let row = &sample::rows()[1];
        assert_eq!(backwards(&row.claim), "Vladimir Poutine ← KCNA");
        assert_eq!(forwards(&row.claim, &row.document), "Vladimir Poutine → KCNA → Le Courrier du soir");
    }

    #[test]
    fn nobody_and_no_outlet_are_said() {
        let mut row = sample::rows()[1].clone();
        row.claim.speakers.clear();
        row.document.outlet = None;
        assert_eq!(forwards(&row.claim, &row.document), "(nobody named) → KCNA → (outlet not known)");
    }
}
