//! The body of an answer: whole, or handed on from an upstream as it comes.

use std::error::Error;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use super::gateway::Download;

/// The body of an answer.
pub enum Body {
    /// All of it.
    Whole(Full<Bytes>),
    /// As it comes from an upstream.
    Streamed(Box<Download>),
    /// As somebody makes it up.
    Staged(Staged),
}

/// A body of any other kind.
pub type Staged = Pin<Box<dyn HttpBody<Data = Bytes, Error = Cut> + Send>>;

/// Why a body ended before its end.
pub type Cut = Box<dyn Error + Send + Sync>;

impl HttpBody for Body {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        match &mut *self {
            Self::Whole(body) => Pin::new(body).poll_frame(cx).map_err(|never| match never {}),
            Self::Streamed(body) => Pin::new(body.as_mut()).poll_frame(cx),
            Self::Staged(body) => body.as_mut().poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(body) => body.is_end_stream(),
            Self::Streamed(body) => body.is_end_stream(),
            Self::Staged(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(body) => body.size_hint(),
            Self::Streamed(body) => body.size_hint(),
            Self::Staged(body) => body.size_hint(),
        }
    }
}
