//! The load: operations over kept connections, from one thread, so that it takes one core at most.
//!
//! Closed, each connection begins the next operation when the last one is done. Open, operations begin at a fixed rate on
//! whichever connection is free, and each is counted from when it was due: a server that falls behind is charged for all
//! that had to wait for it (no coordinated omission).

use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::num::NonZeroU64;
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use rustix::buffer::spare_capacity;
use rustix::event::epoll;
use rustix::time::{ClockId, Timespec, clock_gettime};

use crate::reply::Reply;

/// Longer than any peer takes for one answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// One thing that a client wants, over and over: one request or several, each made from the answer before.
pub trait Operation {
    /// The first request.
    fn begin(&mut self) -> Vec<u8>;

    /// Looks at an answer. Gives the next request of the same operation, or `None` when it is done.
    ///
    /// # Errors
    /// What is wrong with the answer.
    fn read(&mut self, reply: &Reply<'_>) -> Result<Option<Vec<u8>>, String>;
}

/// When operations begin.
#[derive(Clone, Copy)]
pub enum Pace {
    /// One after the other on each connection.
    Closed,
    /// So many a second.
    Open(f64),
}

/// What a load gave.
pub struct Measured {
    pub done: u64,
    pub elapsed: Duration,
    /// In nanoseconds.
    pub latencies: Histogram<u64>,
    /// Processor time of the load itself.
    pub own: Duration,
}

impl Measured {
    pub fn rate(&self) -> f64 {
        self.done as f64 / self.elapsed.as_secs_f64()
    }

    /// In seconds.
    pub fn percentile(&self, percent: f64) -> f64 {
        self.latencies.value_at_percentile(percent) as f64 / 1e9
    }
}

/// Does each operation once, all at the same time, on a connection of its own.
pub fn once<O: Operation>(address: SocketAddr, operations: &mut [O]) -> Result<(), String> {
    let times = operations.len() as u64;
    repeat(address, operations, times)
}

/// Does the operations in turn until so many are done.
pub fn repeat<O: Operation>(address: SocketAddr, operations: &mut [O], times: u64) -> Result<(), String> {
    let (began, duration) = (Instant::now(), Duration::from_secs(600));
    let mut schedule = Schedule { pace: Pace::Closed, began, duration, begun: 0, most: times };
    Loader::connect(address, operations)?.run(&mut schedule)
}

/// Does each operation over and over on a connection of its own, for `duration`.
pub fn load<O: Operation>(
    address: SocketAddr,
    operations: &mut [O],
    pace: Pace,
    duration: Duration,
) -> Result<Measured, String> {
    // Timers as exact as the kernel has them; its default is 50 µs late.
    rustix::thread::set_current_timer_slack(NonZeroU64::new(1)).map_err(failed)?;
    let mut loader = Loader::connect(address, operations)?;
    let own = processor_time();
    let began = Instant::now();
    let mut schedule = Schedule { pace, began, duration, begun: 0, most: u64::MAX };
    loader.run(&mut schedule)?;
    let (elapsed, own) = (began.elapsed(), processor_time().saturating_sub(own));
    Ok(Measured { done: loader.latencies.len(), elapsed, latencies: loader.latencies, own })
}

struct Schedule {
    pace: Pace,
    began: Instant,
    duration: Duration,
    begun: u64,
    /// How many are to begin.
    most: u64,
}

impl Schedule {
    /// From when the next operation counts, once it shall begin.
    fn next(&mut self, now: Instant) -> Option<Instant> {
        let due = self.due(now)?;
        (due <= now).then(|| {
            self.begun += 1;
            due
        })
    }

    /// When the next operation is due, if one is to come.
    fn due(&self, now: Instant) -> Option<Instant> {
        let due = match self.pace {
            Pace::Closed => now,
            Pace::Open(rate) => self.began + Duration::from_secs_f64(self.begun as f64 / rate),
        };
        (due < self.began + self.duration && self.begun < self.most).then_some(due)
    }
}

struct Loader<'o, O> {
    epoll: OwnedFd,
    address: SocketAddr,
    connections: Vec<Connection<'o, O>>,
    idle: VecDeque<usize>,
    latencies: Histogram<u64>,
}

impl<'o, O: Operation> Loader<'o, O> {
    fn connect(address: SocketAddr, operations: &'o mut [O]) -> Result<Self, String> {
        let epoll = epoll::create(epoll::CreateFlags::CLOEXEC).map_err(failed)?;
        let idle = (0..operations.len()).collect();
        let connections: Result<Vec<_>, _> =
            operations.iter_mut().map(|operation| Connection::open(address, operation)).collect();
        let mut loader = Self { epoll, address, connections: connections?, idle, latencies: histogram() };
        (0..loader.connections.len()).try_for_each(|index| loader.watch(index))?;
        Ok(loader)
    }

    fn watch(&mut self, index: usize) -> Result<(), String> {
        let data = epoll::EventData::new_u64(index as u64);
        epoll::add(&self.epoll, &self.connections[index].stream, data, epoll::EventFlags::IN).map_err(failed)
    }

    fn run(&mut self, schedule: &mut Schedule) -> Result<(), String> {
        let mut events = Vec::with_capacity(self.connections.len());
        loop {
            let now = Instant::now();
            while !self.idle.is_empty() {
                let Some(from) = schedule.next(now) else { break };
                let index = self.idle.pop_front().unwrap();
                self.connections[index].begin(from)?;
            }
            let next = schedule.due(now);
            if self.idle.len() == self.connections.len() && next.is_none() {
                return Ok(());
            }
            if now > schedule.began + schedule.duration * 3 + PATIENCE {
                return Err("it cannot keep this rate".to_owned());
            }
            let due = next.filter(|_| !self.idle.is_empty());
            let wait = due.map_or(PATIENCE, |due| due.saturating_duration_since(now));
            epoll::wait(&self.epoll, spare_capacity(&mut events), Some(&timespec(wait))).map_err(failed)?;
            if events.is_empty() && due.is_none() {
                return Err(format!("no answer within {} s", PATIENCE.as_secs()));
            }
            for event in events.drain(..) {
                self.receive(usize::try_from(event.data.u64()).unwrap())?;
            }
        }
    }

    fn receive(&mut self, index: usize) -> Result<(), String> {
        let connection = &mut self.connections[index];
        if let Some(from) = connection.receive()? {
            let nanoseconds = u64::try_from(from.elapsed().as_nanos()).unwrap_or(u64::MAX);
            self.latencies.saturating_record(nanoseconds);
            self.idle.push_back(index);
        }
        if !connection.is_open {
            // What is closed leaves epoll by itself.
            connection.reopen(self.address)?;
            self.watch(index)?;
        }
        Ok(())
    }
}

struct Connection<'o, O> {
    stream: TcpStream,
    is_open: bool,
    buffer: Vec<u8>,
    operation: &'o mut O,
    /// The request that waits for a new connection.
    waiting: Option<Vec<u8>>,
    counted_from: Option<Instant>,
}

impl<'o, O: Operation> Connection<'o, O> {
    fn open(address: SocketAddr, operation: &'o mut O) -> Result<Self, String> {
        let stream = connect(address)?;
        Ok(Self { stream, is_open: true, buffer: Vec::new(), operation, waiting: None, counted_from: None })
    }

    fn reopen(&mut self, address: SocketAddr) -> Result<(), String> {
        self.stream = connect(address)?;
        self.is_open = true;
        self.waiting.take().map_or(Ok(()), |request| self.send(&request))
    }

    fn begin(&mut self, counted_from: Instant) -> Result<(), String> {
        self.counted_from = Some(counted_from);
        let request = self.operation.begin();
        self.send(&request)
    }

    /// A request fits into the socket's buffer: the one before was answered.
    fn send(&mut self, request: &[u8]) -> Result<(), String> {
        self.stream.write_all(request).map_err(failed)
    }

    /// Takes what has come. When that ends the operation: from when it counts.
    fn receive(&mut self) -> Result<Option<Instant>, String> {
        let mut chunk = [0; 16 * 1024];
        match self.stream.read(&mut chunk) {
            Ok(0) if self.counted_from.is_none() => {
                self.is_open = false;
                return Ok(None);
            }
            Ok(0) => return Err("the connection was closed before the answer".to_owned()),
            Ok(length) => self.buffer.extend_from_slice(&chunk[..length]),
            Err(error) if [ErrorKind::WouldBlock, ErrorKind::Interrupted].contains(&error.kind()) => return Ok(None),
            Err(error) => return Err(failed(error)),
        }
        let Some(reply) = Reply::read(&self.buffer)? else { return Ok(None) };
        self.is_open = !reply.is_last();
        let next = self.operation.read(&reply)?;
        self.buffer.clear();
        match next {
            Some(request) if self.is_open => self.send(&request).map(|()| None),
            Some(request) => {
                self.waiting = Some(request);
                Ok(None)
            }
            None => Ok(self.counted_from.take()),
        }
    }
}

fn connect(address: SocketAddr) -> Result<TcpStream, String> {
    let stream = TcpStream::connect(address).map_err(failed)?;
    stream.set_nodelay(true).map_err(failed)?;
    stream.set_nonblocking(true).map_err(failed)?;
    Ok(stream)
}

fn histogram() -> Histogram<u64> {
    Histogram::new_with_bounds(1_000, 60_000_000_000, 3).unwrap()
}

fn timespec(duration: Duration) -> Timespec {
    Timespec { tv_sec: i64::try_from(duration.as_secs()).unwrap(), tv_nsec: i64::from(duration.subsec_nanos()) }
}

/// Of this thread.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap(), u32::try_from(time.tv_nsec).unwrap())
}

fn failed(error: impl std::fmt::Display) -> String {
    error.to_string()
}
