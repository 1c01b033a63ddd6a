//! Connections that say nothing are closed, so that nobody holds the server's memory by holding connections open.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep_until};

/// How long is waited.
#[derive(Clone, Copy)]
struct Limits {
    /// Until the first answer begins: head and form together, however slowly they come.
    first: Duration,
    /// Without a byte in either direction: the stream of changes beats every fifteen seconds.
    idle: Duration,
}

const LIMITS: Limits = Limits { first: Duration::from_secs(30), idle: Duration::from_secs(75) };
/// Who has sent this much is sending a file: that may take as long as it goes on.
const FILE: usize = 64 << 10;
/// More connections wait at the door: each takes about 40 kB.
const MOST: usize = 6_000;

/// A listener whose connections are closed when nothing comes.
pub struct Patience<L> {
    inner: L,
    room: Arc<Semaphore>,
}

impl<L> Patience<L> {
    /// Around another listener.
    pub fn new(inner: L) -> Self {
        Self { inner, room: Arc::new(Semaphore::new(MOST)) }
    }
}

impl<L: Listener<Addr = SocketAddr>> Listener for Patience<L> {
    type Io = Patient<L::Io>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, SocketAddr) {
        let permit = Arc::clone(&self.room).acquire_owned().await.ok();
        let (io, peer) = self.inner.accept().await;
        (Patient::new(io, LIMITS, permit), peer)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.inner.local_addr()
    }
}

/// A connection with an end to its patience.
pub struct Patient<I> {
    io: I,
    limits: Limits,
    opened: Instant,
    active: Instant,
    answered: bool,
    read: usize,
    timer: Pin<Box<Sleep>>,
    _room: Option<OwnedSemaphorePermit>,
}

impl<I> Patient<I> {
    fn new(io: I, limits: Limits, room: Option<OwnedSemaphorePermit>) -> Self {
        let now = Instant::now();
        let timer = Box::pin(sleep_until(now + limits.first));
        Self { io, limits, opened: now, active: now, answered: false, read: 0, timer, _room: room }
    }

    /// When it is given up, as things stand.
    fn end(&self) -> Instant {
        if self.answered || self.read > FILE { self.active + self.limits.idle } else { self.opened + self.limits.first }
    }

    /// Whether nothing came for too long. The timer is set anew only when it goes off: a read costs no more than a clock.
    fn over(&mut self, context: &mut Context<'_>) -> Poll<()> {
        loop {
            ready!(self.timer.as_mut().poll(context));
            let end = self.end();
            if end <= Instant::now() {
                return Poll::Ready(());
            }
            self.timer.as_mut().reset(end);
        }
    }
}

impl<I: AsyncRead + Unpin> AsyncRead for Patient<I> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        if let Poll::Ready(outcome) = Pin::new(&mut self.io).poll_read(cx, buf) {
            self.read += buf.filled().len() - before;
            self.active = Instant::now();
            return Poll::Ready(outcome);
        }
        self.over(cx).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<I: AsyncWrite + Unpin> AsyncWrite for Patient<I> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.io).poll_write(cx, buf);
        self.wrote(&written);
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.io).poll_write_vectored(cx, bufs);
        self.wrote(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(cx)
    }
}

impl<I> Patient<I> {
    fn wrote(&mut self, written: &Poll<io::Result<usize>>) {
        if written.is_ready() {
            self.answered = true;
            self.active = Instant::now();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    const AGE: Duration = Duration::from_secs(3600);
    const MOMENT: Duration = Duration::from_millis(5);

    async fn read_to_the_end(patient: &mut Patient<tokio::io::DuplexStream>) -> io::ErrorKind {
        let mut bytes = [0; 64];
        loop {
            match patient.read(&mut bytes).await {
                Ok(0) => return io::ErrorKind::UnexpectedEof,
                Ok(_) => {}
                Err(cause) => return cause.kind(),
            }
        }
    }

    #[tokio::test]
    async fn a_byte_now_and_then_makes_no_difference_before_the_first_answer() {
        let (near, mut far) = tokio::io::duplex(64);
        let mut patient = Patient::new(near, Limits { first: MOMENT, idle: AGE }, None);
        let dripping = tokio::spawn(async move {
            let mut sent = 0_usize;
            while far.write_all(b"x").await.is_ok() && sent < FILE {
                sent += 1;
                tokio::task::yield_now().await;
            }
            // The file that never ends begins here: the connection stays open.
            std::future::pending::<()>().await;
        });
        assert_eq!(read_to_the_end(&mut patient).await, io::ErrorKind::TimedOut);
        dripping.abort();
    }

    #[tokio::test]
    async fn who_was_answered_rests_under_another_limit() {
        let (near, _far) = tokio::io::duplex(64);
        let mut patient = Patient::new(near, Limits { first: AGE, idle: MOMENT }, None);
        patient.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        // Still asleep for the first answer: set anew when somebody reads.
        patient.timer.as_mut().reset(Instant::now());
        assert_eq!(read_to_the_end(&mut patient).await, io::ErrorKind::TimedOut);
    }
}
