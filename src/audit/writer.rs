//! The thread that writes events down. Operations hand them over and go on; it takes what has come, appends it to the
//! files, and keeps what concerns an account for the account's own page.
//!
//! Why nothing waits for it, and what happens when the disk is full or the queue is: `docs/decisions/011-audit.md`.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot;

use super::event::{Entry, Event};
use super::files::{Bounds, Log, Stream};
use super::origin::Origin;
use super::own::Keeper;
use super::repeats::Repeats;
use super::words;
use crate::clock::{Clock, Timestamp};
use crate::config;

/// How many events may wait. What anybody can cause takes up half of it at most.
const QUEUE: usize = 4096;
/// How many are written at once.
const GROUP: usize = 256;
/// The most that a power cut may take of the files. A killed process takes nothing.
const SYNC_EVERY: Duration = Duration::from_secs(1);
/// How long whoever wants to see the latest waits for it.
const SETTLE_WITHIN: Duration = Duration::from_secs(2);
/// What is kept in memory of what a full disk did not take.
const MOST_UNWRITTEN: usize = 2 << 20;

/// What the thread is told.
enum Message {
    Entry(Box<Entry>),
    Settle(oneshot::Sender<()>),
    Close,
}

/// The thread's other end.
pub(super) struct Handle {
    queue: SyncSender<Message>,
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

struct Shared {
    waiting: AtomicUsize,
    lost: AtomicU64,
    settings: RwLock<config::Audit>,
}

impl Handle {
    /// Starts the thread. Files are opened when the first event comes.
    pub(super) fn start(
        data_dir: PathBuf,
        settings: config::Audit,
        clock: Clock,
        keeper: Keeper,
    ) -> std::io::Result<Self> {
        let (queue, messages) = sync_channel(QUEUE);
        let settings = RwLock::new(settings);
        let shared = Arc::new(Shared { waiting: AtomicUsize::new(0), lost: AtomicU64::new(0), settings });
        let writer = Writer {
            outputs: Stream::ALL.map(|stream| Output { stream, log: None, unwritten: Vec::new(), unsynced: false }),
            data_dir,
            clock,
            keeper,
            repeats: Repeats::default(),
            shared: Arc::clone(&shared),
            synced_at: Timestamp::default(),
            told_lost: 0,
            failing: false,
        };
        let thread = std::thread::Builder::new().name("audit".to_owned()).spawn(move || writer.run(&messages))?;
        Ok(Self { queue, shared, thread: Mutex::new(Some(thread)) })
    }

    /// Hands over one event. Never waits: what finds no place is counted, and the count is written down.
    pub(super) fn hand_over(&self, entry: Entry) {
        let places = if entry.event.is_attempt() { QUEUE / 2 } else { QUEUE };
        let taken = self.shared.waiting.fetch_add(1, Ordering::Relaxed) < places
            && self.queue.try_send(Message::Entry(Box::new(entry))).is_ok();
        if !taken {
            self.shared.waiting.fetch_sub(1, Ordering::Relaxed);
            self.shared.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Waits until everything is written that was handed over before, but not for a disk that stands still.
    pub(super) async fn settle(&self) {
        let _in_time = tokio::time::timeout(SETTLE_WITHIN, self.written()).await;
    }

    async fn written(&self) {
        let (done, written) = oneshot::channel();
        let mut message = Message::Settle(done);
        loop {
            match self.queue.try_send(message) {
                Err(TrySendError::Full(again)) => message = again,
                Ok(()) | Err(TrySendError::Disconnected(_)) => break,
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // The thread lives as long as this handle; if it does not, there is nothing to wait for.
        let _written = written.await;
    }

    /// Writes what has come, sees that it is on the disk, and ends. Blocks. What comes later is lost.
    pub(super) fn close(&self) {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            let _told = self.queue.send(Message::Close);
            let _ended = thread.join();
        }
    }

    /// How many events found no place so far.
    pub(super) fn lost(&self) -> u64 {
        self.shared.lost.load(Ordering::Relaxed)
    }

    /// How many events wait for the thread.
    pub(super) fn waiting(&self) -> usize {
        self.shared.waiting.load(Ordering::Relaxed)
    }

    /// Takes other settings.
    pub(super) fn reconfigure(&self, settings: config::Audit) {
        *self.shared.settings.write().unwrap_or_else(PoisonError::into_inner) = settings;
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.close();
    }
}

struct Writer {
    outputs: [Output; 2],
    data_dir: PathBuf,
    clock: Clock,
    keeper: Keeper,
    repeats: Repeats,
    shared: Arc<Shared>,
    synced_at: Timestamp,
    /// How many lost events were told of.
    told_lost: u64,
    /// Whether the last write failed: that is told once.
    failing: bool,
}

/// One of the logs.
struct Output {
    stream: Stream,
    log: Option<Log>,
    /// Lines that are not in the file yet.
    unwritten: Vec<u8>,
    unsynced: bool,
}

impl Writer {
    fn run(mut self, messages: &Receiver<Message>) {
        let mut ended = false;
        while !ended {
            // With nothing left to do it sleeps until something comes.
            let received = match self.repeats.holds() || self.outputs.iter().any(Output::is_behind) {
                true => messages.recv_timeout(SYNC_EVERY),
                false => messages.recv().map_err(RecvTimeoutError::from),
            };
            ended = matches!(received, Err(RecvTimeoutError::Disconnected));
            let mut settled = Vec::new();
            for message in received.into_iter().chain(messages.try_iter().take(GROUP)) {
                match message {
                    Message::Entry(entry) => {
                        self.shared.waiting.fetch_sub(1, Ordering::Relaxed);
                        if entry.event == Event::Stopped {
                            // The end is told last.
                            self.take_counted(true);
                        }
                        if let Some(entry) = self.repeats.take(*entry) {
                            self.take(&entry);
                        }
                    }
                    Message::Settle(done) => settled.push(done),
                    Message::Close => ended = true,
                }
            }
            self.take_counted(ended);
            self.tell_lost();
            self.write(ended);
            for done in settled {
                let _awaited = done.send(());
            }
        }
    }

    /// Takes what was counted of attempts whose minute is over; all of it at the end.
    fn take_counted(&mut self, ended: bool) {
        for entry in self.repeats.over(self.clock.now(), ended) {
            self.take(&entry);
        }
    }

    /// Writes down how many events were lost since that was written last.
    fn tell_lost(&mut self) {
        let lost = self.shared.lost.load(Ordering::Relaxed);
        let count = lost - self.told_lost;
        // While the disk takes nothing, the count grows; it is told when it is final.
        if count > 0 && !self.failing {
            tracing::error!(
                events = count,
                "events were not written to the audit log: too many came, or the disk took none"
            );
            self.told_lost = lost;
            self.take(&Entry::new(self.clock.now(), Event::EventsLost { count }, &Origin::system()));
        }
    }

    /// Makes an event a line; where it is asked for, one of the daemon's own log, too, so that a flood of attempts is
    /// counted there as it is here.
    fn take(&mut self, entry: &Entry) {
        if self.shared.settings.read().unwrap_or_else(PoisonError::into_inner).log {
            tracing::info!(target: "grantd::audit", event = entry.event.name(), "{}", words::line(entry));
        }
        self.keeper.take(entry);
        let stream = if entry.event.is_attempt() { Stream::Attempts } else { Stream::Deeds };
        let Some(output) = self.outputs.iter_mut().find(|output| output.stream == stream) else { return };
        let Ok(line) = serde_json::to_vec(entry) else { return };
        if output.unwritten.len() + line.len() >= MOST_UNWRITTEN {
            self.shared.lost.fetch_add(1, Ordering::Relaxed);
            return;
        }
        output.unwritten.extend_from_slice(&line);
        output.unwritten.push(b'\n');
    }

    /// Writes what has come; syncs when it is time, or at the end.
    fn write(&mut self, ended: bool) {
        let settings = self.shared.settings.read().unwrap_or_else(PoisonError::into_inner).clone();
        let now = self.clock.now();
        self.keeper.write(settings.events_kept);
        let due = ended || now.since(self.synced_at) >= SYNC_EVERY || now < self.synced_at;
        let mut failed = None;
        for output in &mut self.outputs {
            if let Err(error) = output.write(&self.data_dir, &settings, now, due) {
                failed = Some(error);
            }
        }
        if due {
            self.synced_at = now;
        }
        match failed {
            Some(error) if !self.failing => {
                tracing::error!(%error, "the audit log cannot be written; what is done goes on, and what has happened is kept in \
                    memory as far as it goes");
                self.failing = true;
            }
            None if self.failing => {
                tracing::info!("the audit log can be written again");
                self.failing = false;
            }
            _ => {}
        }
    }
}

impl Output {
    /// Whether something is not written yet, or could still be lost to a power cut.
    fn is_behind(&self) -> bool {
        self.unsynced || !self.unwritten.is_empty()
    }

    fn write(
        &mut self,
        data_dir: &std::path::Path,
        settings: &config::Audit,
        now: Timestamp,
        sync: bool,
    ) -> std::io::Result<()> {
        if !self.unwritten.is_empty() {
            let log = match &mut self.log {
                Some(log) => log,
                none => none.insert(Log::open(data_dir, self.stream)?),
            };
            let bounds = Bounds { file_size: settings.file_size, keep: settings.keep };
            // Also what went before a failure.
            self.unsynced = true;
            if let Err(error) = log.append(&mut self.unwritten, bounds, now) {
                // Opened anew next time, and healed where what was written in part could not be taken back.
                self.log = None;
                return Err(error);
            }
        }
        if let Some(log) = self.log.as_ref().filter(|_| sync && self.unsynced) {
            log.sync()?;
            self.unsynced = false;
        }
        Ok(())
    }
}
