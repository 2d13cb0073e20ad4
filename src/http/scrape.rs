//! `GET /metrics` on `metrics_listen`: what was counted since the start and what is so now, in Prometheus' text format
//! (0.0.4). `docs/metrics.md` explains each metric.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use hyper::header::{ALLOW, CACHE_CONTROL, HeaderValue};
use hyper::{Method, StatusCode};
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric, NoLabelSet, prometheus_text};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::api::answer::{error, not_found};
use super::request::Request;
use super::response::Response;
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::metrics::{Labelled, Metrics, Series, process};

/// Answers whoever watches.
pub fn answer(ctx: &Ctx, started: Timestamp, request: &Request) -> Response {
    if request.path() != "/metrics" {
        return not_found("there is nothing at this path but /metrics");
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        let allow = HeaderValue::from_static("GET");
        return error(StatusCode::METHOD_NOT_ALLOWED, "method not allowed").with_header(ALLOW, allow);
    }
    match text(ctx, started) {
        Ok(text) => Response::text(prometheus_text::CONTENT_TYPE, text)
            .with_header(CACHE_CONTROL, HeaderValue::from_static("no-store")),
        Err(fmt::Error) => error(StatusCode::INTERNAL_SERVER_ERROR, "the metrics cannot be written"),
    }
}

fn text(ctx: &Ctx, started: Timestamp) -> Result<String, fmt::Error> {
    let mut registry = Registry::default();
    add_process(&mut registry, started);
    let own = registry.sub_registry_with_prefix("grantd");
    own.register("build", "The version that runs", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
    own.register_collector(Box::new(Answered(Arc::clone(&ctx.metrics))));
    add_connections(own, ctx);
    add_store(own, ctx);
    add_sweeps(own, &ctx.metrics);
    add_backups(own, ctx);
    add_audit(own, ctx);
    add_sign_ins(own, ctx);
    add_caches(own, ctx);
    let mut text = String::new();
    prometheus_text::encode(&mut text, &registry)?;
    Ok(text)
}

fn add_process(registry: &mut Registry, started: Timestamp) {
    let mut add = |name, help, unit: Option<Unit>, value: Option<f64>| {
        let Some(value) = value else { return };
        match unit {
            Some(unit) => registry.register_with_unit(name, help, unit, ConstGauge::new(value)),
            None => registry.register(name, help, ConstGauge::new(value)),
        }
    };
    let since = Duration::from_millis(started.as_millis()).as_secs_f64();
    add("process_start_time", "When this process started, since the epoch", Some(Unit::Seconds), Some(since));
    let resident = process::resident_memory().map(as_f64);
    add("process_resident_memory", "Memory that is really there", Some(Unit::Bytes), resident);
    let open = process::open_files().and_then(|open| u32::try_from(open).ok()).map(f64::from);
    add("process_open_fds", "Files and connections that are open", None, open);
    if let Some(seconds) = process::cpu_seconds() {
        let help = "Processor time spent, the kernel's included";
        registry.register_with_unit("process_cpu", help, Unit::Seconds, ConstCounter::new(seconds));
    }
}

fn add_connections(registry: &mut Registry, ctx: &Ctx) {
    let connections = &ctx.metrics.connections;
    let limit = ConstGauge::new(ctx.config.server.max_connections);
    registry.register("connections_limit", "Connections of clients that may be open at once; more wait", limit);
    registry.register("connections", "Connections of clients that are open", ConstGauge::new(connections.open()));
    let accepted = ConstCounter::new(connections.accepted());
    registry.register("connections_accepted", "Connections of clients that there have been", accepted);
}

fn add_store(registry: &mut Registry, ctx: &Ctx) {
    let size = ConstGauge::new(as_f64(ctx.store.engine().size_on_disk()));
    registry.register_with_unit("store_disk", "What the store takes on disk", Unit::Bytes, size);
    if let Some(live) = ctx.store.engine().live() {
        let bytes = ConstGauge::new(as_f64(live.bytes));
        registry.register_with_unit("store_live", "Keys and values in the store, indices included", Unit::Bytes, bytes);
        let records = Labelled::<Gauge>::default();
        for (kind, number) in live.records() {
            let number = i64::try_from(number).unwrap_or(i64::MAX);
            records.get_or_create(&[("kind", kind.to_owned())]).set(number);
        }
        registry.register("store_records", "Records in the store, by kind, expired ones until they are swept", records);
    }
    let commits = ctx.store.commits();
    let outcomes =
        [("done", commits.done.get()), ("conflict", commits.conflicts.get()), ("failed", commits.failures.get())];
    registry.register("store_commits", "Commits, by what became of them", by("outcome", outcomes));
    registry.register("store_commits_waiting", "Commits that are waited for just now", commits.waiting.clone());
    let mut add = |name, help, histogram| registry.register_with_unit(name, help, Unit::Seconds, histogram);
    let help = "How long commits took from being asked for to being durable and answered";
    add("store_commit_duration", help, commits.seconds.clone());
    add("store_flush_duration", "How long it took to make a group of commits durable", commits.flush_seconds.clone());
    let help = "How many commits one flush made durable";
    registry.register("store_group_commits", help, commits.group_size.clone());
    registry.register("store_rewriting", "1 while the store is rewritten", commits.rewriting.clone());
    let outcomes = [("done", commits.rewritings.get()), ("given_up", commits.rewritings_given_up.get())];
    registry.register("store_rewritings", "Rewritings of the store, by what became of them", by("outcome", outcomes));
}

fn add_sweeps(registry: &mut Registry, metrics: &Metrics) {
    let sweeps = &metrics.sweeps;
    let help = "How long it took to remove what had expired";
    registry.register_with_unit("sweep_duration", help, Unit::Seconds, sweeps.seconds.clone());
    registry.register("sweep_removed", "Records removed because they had expired, by kind", sweeps.removed.clone());
    registry.register("sweep_failures", "Sweeps that did not end", sweeps.failures.clone());
    let help = "When the last sweep ended well, since the epoch; 0 before the first";
    registry.register_with_unit("sweep_last_success_timestamp", help, Unit::Seconds, sweeps.last_success.clone());
}

fn add_backups(registry: &mut Registry, ctx: &Ctx) {
    let backups = &ctx.metrics.backups;
    let mut add = |name, help, moment| registry.register_with_unit(name, help, Unit::Seconds, moment);
    let help = "Of when the newest backup in [backup] dir is, since the epoch; 0 where there is none";
    add("backup_newest_timestamp", help, backups.newest.clone());
    let help = "When this daemon last wrote a backup, since the epoch; 0 before the first";
    add("backup_last_success_timestamp", help, backups.last_success.clone());
    let every = ConstGauge::new(ctx.config.backup.every.as_secs_f64());
    let help = "The time between two backups that are written by themselves; 0 where none are";
    registry.register_with_unit("backup_interval", help, Unit::Seconds, every);
    registry.register("backup_failures", "Backups that could not be written", backups.failures.clone());
}

fn add_audit(registry: &mut Registry, ctx: &Ctx) {
    let lost = ConstCounter::new(ctx.audit.lost());
    registry.register(
        "audit_events_lost",
        "Events that are not in the audit log: too many came, or the disk took none",
        lost,
    );
    let waiting = ConstGauge::new(ctx.audit.waiting());
    registry.register("audit_events_waiting", "Events on their way to the audit log", waiting);
}

fn add_sign_ins(registry: &mut Registry, ctx: &Ctx) {
    let load = ctx.accounts.hashing();
    let help = "Password hashes that are being computed";
    registry.register("password_hashes_running", help, ConstGauge::new(load.running));
    registry.register(
        "password_hashes_waiting",
        "Password hashes that wait for their turn",
        ConstGauge::new(load.waiting),
    );
    let help = "Password hashes that were refused because too many were waiting";
    registry.register("password_hashes_refused", help, ConstCounter::new(load.refused));
    let refused = ctx.limits.refused().into_iter().chain([("failed_sign_ins", ctx.accounts.delayed())]);
    let help = "Requests refused because there were too many, by the limit in [limits], or after failed sign-ins";
    registry.register("limit_refusals", help, by("limit", refused));
}

fn add_caches(registry: &mut Registry, ctx: &Ctx) {
    let ((tokens_known, tokens_not), (sessions_known, sessions_not)) =
        (ctx.tokens.how_often(), ctx.sessions.how_often());
    let hits = by("cache", [("access_token", tokens_known), ("session", sessions_known)]);
    let misses = by("cache", [("access_token", tokens_not), ("session", sessions_not)]);
    registry.register("cache_hits", "Tokens whose standing was known from before", hits);
    registry.register("cache_misses", "Tokens whose standing was worked out from the store", misses);
    let known = ConstGauge::new(ctx.tokens.tokens() as u64);
    registry.register("cache_access_tokens", "Access tokens whose standing is known from before", known);
    let memory = ConstGauge::new(as_f64(ctx.config.storage.memory));
    registry.register_with_unit("memory_aimed_at", "Resident memory that storage.memory allows", Unit::Bytes, memory);
}

/// A counter with one label.
fn by(label: &'static str, counts: impl IntoIterator<Item = (&'static str, u64)>) -> Labelled<Counter> {
    let family = Labelled::<Counter>::default();
    for (value, count) in counts {
        family.get_or_create(&[(label, value.to_owned())]).inc_by(count);
    }
    family
}

#[allow(clippy::cast_precision_loss, reason = "exact up to eight petabytes")]
fn as_f64(bytes: u64) -> f64 {
    bytes as f64
}

/// Requests: for each endpoint and each upstream that was asked at all, how often with which status, and how fast.
#[derive(Debug)]
struct Answered(Arc<Metrics>);

impl Collector for Answered {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let Metrics { requests, upstreams, .. } = &*self.0;
        let upstreams = upstreams.all();
        let own: Vec<(&str, &Series)> = requests.iter().collect();
        let handed_on: Vec<(&str, &Series)> =
            upstreams.iter().map(|(path, series)| (path.as_str(), &**series)).collect();
        let help = "Requests that grantd answered itself, by endpoint and status";
        encode_codes(&mut encoder, ("http_requests", help), "endpoint", &own)?;
        let help = "How long grantd took to answer itself, by endpoint";
        encode_times(&mut encoder, ("http_request_duration", help), "endpoint", &own)?;
        let help = "Requests below the path of an upstream, answered by it or refused in its place";
        encode_codes(&mut encoder, ("gateway_requests", help), "upstream", &handed_on)?;
        let help = "How long it took until the head of the answer, by the path of the upstream";
        encode_times(&mut encoder, ("gateway_request_duration", help), "upstream", &handed_on)
    }
}

fn encode_codes(
    encoder: &mut DescriptorEncoder<'_>,
    (name, help): (&str, &str),
    label: &'static str,
    all: &[(&str, &Series)],
) -> fmt::Result {
    let mut encoder = encoder.encode_descriptor(name, help, None, MetricType::Counter)?;
    for (value, series) in all {
        for (code, count) in series.by_code() {
            let labels = [(label, *value), ("code", code.as_str())];
            ConstCounter::new(count).encode(encoder.encode_family(&labels)?)?;
        }
    }
    Ok(())
}

fn encode_times(
    encoder: &mut DescriptorEncoder<'_>,
    (name, help): (&str, &str),
    label: &'static str,
    all: &[(&str, &Series)],
) -> fmt::Result {
    let mut encoder = encoder.encode_descriptor(name, help, Some(&Unit::Seconds), MetricType::Histogram)?;
    for (value, series) in all {
        let times = series.times();
        if times.count > 0 {
            let labels = [(label, *value)];
            let mut one = encoder.encode_family(&labels)?;
            one.encode_histogram::<NoLabelSet>(times.sum, times.count, &times.buckets, None)?;
        }
    }
    Ok(())
}
