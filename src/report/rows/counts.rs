//! Counts by strength, as the lists of speakers and documents write them.

use crate::model::{Strength, StrengthCounts, Vocabulary};
use serde::{Serialize, Serializer, ser::SerializeMap};

/// Counts as a JSON object: `total`, then every strength by its name.
pub struct Counts<'a>(pub &'a StrengthCounts);

impl Serialize for Counts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Strength::ALL.len() + 1))?;
        map.serialize_entry("total", &self.0.total())?;
        for &strength in Strength::ALL {
            map.serialize_entry(strength.as_str(), &self.0.of(strength))?;
        }
        map.end()
    }
}

/// The count of every strength, in the order of the vocabulary.
pub fn each(counts: &StrengthCounts) -> impl Iterator<Item = String> {
    Strength::ALL.iter().map(|&strength| counts.of(strength).to_string())
}
