//! grantd.

fn main() {}
