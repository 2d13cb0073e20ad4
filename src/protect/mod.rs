//! Which request needs which scope, and who makes it. How a refusal looks on the wire is not decided here.

pub mod bearer;
