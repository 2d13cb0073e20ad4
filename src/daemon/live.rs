//! What requests see now: the configuration in force and all that was made of it, swapped as a whole when it is read again.

use std::ops::Deref;
use std::sync::{Arc, PoisonError, RwLock};

use crate::ctx::Ctx;
use crate::http::pages::Web;
use crate::http::workers::{place, places};

/// What requests see now.
pub struct Live(Box<[Place]>);

/// What one worker sees. It counts who uses it by itself: on a counter that all had in common, two cores would wait for each
/// other with each request.
#[repr(align(128))]
struct Place(RwLock<Arc<Seen>>);

/// What requests of one worker see; the same as those of all others.
#[repr(align(128))]
pub struct Seen(Arc<Web>);

impl Live {
    pub(super) fn new(web: &Arc<Web>) -> Self {
        let place = || Place(RwLock::new(Arc::new(Seen(Arc::clone(web)))));
        Self((0..places()).map(|_| place()).collect())
    }

    /// What this thread sees.
    pub fn web(&self) -> Arc<Seen> {
        let Place(seen) = &self.0[place() % self.0.len()];
        Arc::clone(&seen.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What operations of this thread see.
    pub fn ctx(&self) -> Arc<Ctx> {
        Arc::clone(&self.web().ctx)
    }

    /// Shows another to all that come from now on.
    pub fn replace(&self, web: &Arc<Web>) {
        for Place(seen) in &self.0 {
            *seen.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Seen(Arc::clone(web)));
        }
    }
}

impl Deref for Seen {
    type Target = Arc<Web>;

    fn deref(&self) -> &Arc<Web> {
        &self.0
    }
}
