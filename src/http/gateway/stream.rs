//! Bodies on their way through: frame by frame, never more of them in memory than is being written, and not for longer
//! than something moves.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::header::HeaderName;
use tokio::time::{Instant, Sleep};

use super::connect::{Link, Pool};
use super::headers;
use crate::http::body::Cut;
use crate::http::connection::{Activity, Running};
use crate::http::request::leave;

/// How far a request's body has got.
pub struct Progress {
    begun: Instant,
    last: AtomicU64,
    waits_for_sender: AtomicBool,
    /// The upstream has not got all of it.
    unsent: AtomicBool,
}

impl Progress {
    /// Nothing yet.
    pub fn begin() -> Arc<Self> {
        let [waits_for_sender, unsent] = [false; 2].map(AtomicBool::new);
        Arc::new(Self { begun: Instant::now(), last: AtomicU64::new(0), waits_for_sender, unsent })
    }

    /// When something last came.
    pub fn last(&self) -> Instant {
        self.begun + Duration::from_millis(self.last.load(Ordering::Relaxed))
    }

    /// Whether it is the client that is waited for.
    pub fn waits_for_sender(&self) -> bool {
        self.waits_for_sender.load(Ordering::Relaxed)
    }

    fn moved(&self) {
        let millis = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.last.store(millis, Ordering::Relaxed);
        self.waits_for_sender.store(false, Ordering::Relaxed);
    }

    fn set_unsent(&self, unsent: bool) {
        self.unsent.store(unsent, Ordering::Relaxed);
    }
}

/// The client went away, or sent what is no body.
#[derive(Debug, thiserror::Error)]
#[error("the client's body broke off: {0}")]
struct SenderFailed(#[source] hyper::Error);

/// Whether a request failed because its body did.
pub fn is_senders_fault(error: &(dyn Error + 'static)) -> bool {
    error.is::<SenderFailed>() || error.source().is_some_and(is_senders_fault)
}

/// A request's body on its way to the upstream.
pub struct Upload(Option<Sent>);

struct Sent {
    body: Incoming,
    progress: Arc<Progress>,
    activity: Arc<Activity>,
    /// A header, and so a trailer, that nobody but grantd may send.
    reserved: Option<HeaderName>,
}

impl Upload {
    /// No body.
    pub fn none() -> Self {
        Self(None)
    }

    /// A body as it comes.
    pub fn new(
        body: Incoming,
        progress: &Arc<Progress>,
        activity: &Arc<Activity>,
        reserved: Option<&HeaderName>,
    ) -> Self {
        progress.set_unsent(!body.is_end_stream());
        let (progress, activity) = (Arc::clone(progress), Arc::clone(activity));
        Self(Some(Sent { body, progress, activity, reserved: reserved.cloned() }))
    }
}

impl Body for Upload {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        let Some(Sent { body, progress, activity, reserved }) = &mut self.0 else { return Poll::Ready(None) };
        match Pin::new(&mut *body).poll_frame(cx) {
            Poll::Ready(frame) => {
                progress.moved();
                let goes_on = frame.as_ref().is_some_and(|frame| !frame.as_ref().is_ok_and(Frame::is_trailers));
                progress.set_unsent(goes_on && !body.is_end_stream());
                activity.progress();
                Poll::Ready(frame.map(|frame| {
                    frame
                        .map(|frame| without_claims(frame, reserved.as_ref()))
                        .map_err(|error| SenderFailed(error).into())
                }))
            }
            Poll::Pending => {
                progress.waits_for_sender.store(true, Ordering::Relaxed);
                Poll::Pending
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_ref().is_none_or(|sent| sent.body.is_end_stream())
    }

    fn size_hint(&self) -> SizeHint {
        self.0.as_ref().map_or(SizeHint::with_exact(0), |sent| sent.body.size_hint())
    }
}

/// What may not be said in a header may not be said in a trailer.
fn without_claims(frame: Frame<Bytes>, reserved: Option<&HeaderName>) -> Frame<Bytes> {
    match frame.into_trailers() {
        Ok(trailers) => Frame::trailers(headers::of_trailers(&trailers, reserved)),
        Err(frame) => frame,
    }
}

/// An upstream that answers before it has read everything, 413 for one, leaves a client that is still sending and would
/// not see the answer.
impl Drop for Upload {
    fn drop(&mut self) {
        if let Some(sent) = self.0.take() {
            leave(sent.body);
        }
    }
}

/// The upstream sent nothing for too long.
#[derive(Debug, thiserror::Error)]
#[error("the upstream sent nothing for too long")]
struct Silent;

/// An answer's body on its way to the client.
pub struct Download {
    body: Incoming,
    /// The connection that it comes over, until it is back among those that are kept.
    over: Option<(Link, Arc<Pool>)>,
    patience: Duration,
    /// The request's body, which may still be on its way.
    upload: Arc<Progress>,
    /// Since the upstream is waited for, and until when.
    waiting: Option<(Pin<Box<Sleep>>, Running)>,
    activity: Arc<Activity>,
}

impl Download {
    pub(super) fn new(
        body: Incoming,
        over: (Link, Arc<Pool>),
        patience: Duration,
        upload: Arc<Progress>,
        activity: &Arc<Activity>,
    ) -> Self {
        Self { body, over: Some(over), patience, upload, waiting: None, activity: Arc::clone(activity) }
    }

    /// The next frame, moving the connection where it is not there yet.
    fn poll_body(&mut self, cx: &mut Context<'_>) -> Poll<Option<hyper::Result<Frame<Bytes>>>> {
        let frame = match &mut self.over {
            Some((link, _)) => link.poll_body(&mut self.body, cx),
            None => Pin::new(&mut self.body).poll_frame(cx),
        };
        let whole = match &frame {
            Poll::Ready(None) => true,
            Poll::Ready(Some(Ok(_))) => self.body.is_end_stream(),
            _ => false,
        };
        if whole {
            self.let_go();
        }
        frame
    }

    /// A connection whose upstream has answered without reading everything is of no more use.
    fn let_go(&mut self) {
        let over = self.over.take().filter(|_| !self.upload.unsent.load(Ordering::Relaxed));
        if let Some((link, pool)) = over {
            pool.keep(link);
        }
    }

    /// Whether nothing came from the upstream for too long, nor from a client that is still sending.
    fn poll_patience(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        // While the upstream is waited for, the client is not idle; while the client is, nobody asks here.
        let (patience, activity) = (self.patience, &self.activity);
        let begin = || (Box::pin(tokio::time::sleep(patience)), Running::begin(activity));
        let (until, _) = self.waiting.get_or_insert_with(begin);
        loop {
            ready!(until.as_mut().poll(cx));
            let moved = self.upload.last() + patience;
            if moved <= Instant::now() {
                return Poll::Ready(());
            }
            until.as_mut().reset(moved);
        }
    }
}

/// An answer without a body, or one to `HEAD`, is never asked for a frame.
impl Drop for Download {
    fn drop(&mut self) {
        if self.body.is_end_stream() {
            self.let_go();
        }
    }
}

impl Body for Download {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        if let Poll::Ready(frame) = self.poll_body(cx) {
            self.waiting = None;
            self.activity.progress();
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        self.poll_patience(cx).map(|()| Some(Err(Silent.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
