//! A socket whose reader must take something of an answer within a time: who stops reading holds no answer for ever.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::rt::{Read, ReadBufCursor, Write};
use tokio::time::{Sleep, sleep};

/// The socket with its deadline, which runs only while a write waits.
pub(super) struct WriteDeadline<S> {
    socket: S,
    limit: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl<S: Unpin> WriteDeadline<S> {
    /// Puts the deadline around a socket.
    pub const fn new(socket: S, limit: Duration) -> Self {
        Self { socket, limit, waiting: None }
    }

    /// Passes on what the socket answered, or ends it where it has been waiting too long.
    fn within<T>(&mut self, cx: &mut Context<'_>, answered: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if answered.is_ready() {
            self.waiting = None;
            return answered;
        }
        let limit = self.limit;
        let timer = self.waiting.get_or_insert_with(|| Box::pin(sleep(limit)));
        ready!(timer.as_mut().poll(cx));
        Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the reader takes nothing")))
    }
}

impl<S: Read + Unpin> Read for WriteDeadline<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_read(cx, into)
    }
}

impl<S: Write + Unpin> Write for WriteDeadline<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let answered = Pin::new(&mut self.socket).poll_write(cx, bytes);
        self.within(cx, answered)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let answered = Pin::new(&mut self.socket).poll_flush(cx);
        self.within(cx, answered)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let answered = Pin::new(&mut self.socket).poll_shutdown(cx);
        self.within(cx, answered)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let answered = Pin::new(&mut self.socket).poll_write_vectored(cx, pieces);
        self.within(cx, answered)
    }
}
