//! Which request needs which scope, and who makes it: the request's [`path`], the [`routes`] that say what it needs, the [`upstreams`] that answer it, and
//! the [`bearer`] that says who comes. Whether routes and upstreams go together is told by [`fit`]. How a refusal looks on the wire is not decided here.

pub mod bearer;
pub mod fit;
pub mod path;
pub mod routes;
mod tree;
pub mod upstreams;
