//! What the keys do.

/// Every key with what it does.
pub const KEYS: &[(&str, &str)] = &[
    ("a", "accept: it is right"),
    ("r", "reject: it is wrong; asks why (↑ is the last reason)"),
    ("e", "edit: s speaker, v via, c content, f form, h hedge, t stance"),
    ("n", "note something beside it"),
    ("t", "tag it: words between semicolons, -word takes one off"),
    ("s →", "skip: the next one"),
    ("b ←", "back: the one before"),
    ("u", "undo the last decision of this session"),
    ("↑ ↓ PgUp PgDn", "scroll"),
    ("q Ctrl-C Ctrl-D", "leave; everything decided is stored, the same command goes on"),
    ("", ""),
    ("Tab", "while a name is typed: the next suggestion"),
    ("Ctrl-N", "while a speaker is typed: named or anonymous"),
    ("← → w b", "while limits are picked: by character, by word"),
    ("Tab", "while limits are picked: the other end"),
    ("Enter Esc", "store it, leave it"),
];
