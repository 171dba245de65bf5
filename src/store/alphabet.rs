//! Alphabetical order as a French reader expects it: accents and case count only between names
//! that are otherwise alike, and so do spaces and hyphens.

use super::error::Trouble;
use icu_collator::{Collator, options::CollatorOptions};
use icu_locale_core::locale;
use std::collections::HashMap;

/// The rank of each name among the given ones.
pub(super) fn ranks(mut names: Vec<String>) -> Result<HashMap<String, usize>, Trouble> {
    let collator = Collator::try_new(locale!("fr").into(), CollatorOptions::default())
        .map_err(|e| Trouble::Damaged(format!("the order of the alphabet: {e}")))?;
    // Names that the alphabet does not tell apart are ordered by their code points.
    names.sort_by(|a, b| collator.compare(a, b).then_with(|| a.cmp(b)));
    names.dedup();
    Ok(names.into_iter().enumerate().map(|(rank, name)| (name, rank)).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn accents_do_not_part_what_belongs_together() {
        let names = ["Zola", "Éluard", "emmanuel", "Elle", "Eluard"];
        let ranks = super::ranks(names.iter().map(|&n| n.to_owned()).collect()).expect("ranks");
        let mut sorted = names;
        sorted.sort_by_key(|&name| ranks[name]);
        assert_eq!(sorted, ["Elle", "Eluard", "Éluard", "emmanuel", "Zola"]);
    }
}
