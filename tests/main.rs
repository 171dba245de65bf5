#[test]
fn x() {}
mod claims;
