//! The README and the map in `src/lib.rs` tell the truth.

use crate::support::root;
use std::fs;

#[test]
fn the_map_names_every_room() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs");
    let rooms = lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'));
    for room in rooms {
        assert!(lib.contains(&format!("//! | [`{room}`] |")), "{room} is not on the map");
    }
}
