//! What the operations cost, found and written down.

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

use serde::{Deserialize, Serialize};

const HEAD: &str = "\
# What an operation costs, in things that can be counted; see tests/costs/main.rs. Made by
#
#   GRANTD_COSTS=renew cargo test --test costs
#
# allocations: blocks of memory taken or grown   allocated: bytes in them
# written: bytes in files and in answers          flushes: of the store
# calls: of the system, by the daemon
";

/// What one operation costs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Costs {
    /// Blocks of memory that were taken or grown.
    pub allocations: f64,
    /// The bytes in them.
    pub allocated: f64,
    /// Bytes written to files, and in answers.
    pub written: f64,
    /// Flushes of the store.
    pub flushes: f64,
    /// Calls of the system; not counted where there is no strace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calls: Option<f64>,
}

/// What each operation costs.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Table(pub BTreeMap<String, Costs>);

impl Costs {
    /// The less of each.
    pub fn least(self, other: &Self) -> Self {
        Self {
            allocations: self.allocations.min(other.allocations),
            allocated: self.allocated.min(other.allocated),
            written: self.written.min(other.written),
            flushes: self.flushes.min(other.flushes),
            calls: self.calls.or(other.calls),
        }
    }

    /// Each with its name, and how far it may rise: by this share, and by this much beside. What writes to the store varies
    /// with where keys fall, with how often threads wait for each other, and with whether the event that is noted beside it
    /// goes into the same group.
    fn each(&self) -> [(&'static str, Option<f64>, f64, f64); 5] {
        let share = if self.flushes > 0.0 { 0.20 } else { 0.05 };
        [
            ("allocations", Some(self.allocations), share, 0.3),
            ("allocated", Some(self.allocated), share, 64.0),
            ("written", Some(self.written), share, 64.0),
            ("flushes", Some(self.flushes), share, 0.02),
            ("calls", self.calls, 0.25, 0.3),
        ]
    }

    fn rounded(&self) -> Self {
        let to = |parts: f64, number: f64| (number * parts).round() / parts;
        Self {
            allocations: to(10.0, self.allocations),
            allocated: to(1.0, self.allocated),
            written: to(1.0, self.written),
            flushes: to(100.0, self.flushes),
            calls: self.calls.map(|calls| to(10.0, calls)),
        }
    }
}

impl Table {
    /// Adds how many calls of the system each operation makes.
    pub fn add_calls(&mut self, calls: &BTreeMap<String, f64>) {
        for (operation, costs) in &mut self.0 {
            costs.calls = calls.get(operation).copied();
        }
    }

    /// Compares what was found with what is written down, or writes it down.
    pub fn compare(&self) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/costs/costs.toml");
        let rounded = Self(self.0.iter().map(|(operation, costs)| (operation.clone(), costs.rounded())).collect());
        let text = toml::to_string(&rounded).unwrap();
        println!("{text}");
        if env::var_os("GRANTD_COSTS").is_some_and(|value| value == "renew") {
            let counted = self.0.values().all(|costs| costs.calls.is_some());
            assert!(counted, "install strace: without it the calls of the system would be left out of costs.toml");
            return fs::write(path, format!("{HEAD}\n{text}")).unwrap();
        }
        let known: Self = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let risen = self.above(&known);
        assert!(
            risen.is_empty(),
            "{}\nif that is meant: GRANTD_COSTS=renew cargo test --test costs, and commit tests/costs/costs.toml",
            risen.join("\n")
        );
    }

    /// What rose, in words.
    fn above(&self, known: &Self) -> Vec<String> {
        let mut risen = Vec::new();
        for (operation, costs) in &self.0 {
            let Some(known) = known.0.get(operation) else {
                risen.push(format!("{operation} is not in costs.toml"));
                continue;
            };
            for ((name, found, share, beside), (_, known, ..)) in costs.each().into_iter().zip(known.each()) {
                if let (Some(found), Some(known)) = (found, known)
                    && found > known * (1.0 + share) + beside
                {
                    risen.push(format!("{operation}: {name} rose from {known} to {found:.1}"));
                }
            }
        }
        risen
    }
}

#[test]
fn a_rise_is_told_and_less_is_not() {
    let table = |allocations: f64, calls: Option<f64>| {
        let costs = Costs { allocations, allocated: 0.0, written: 0.0, flushes: 0.0, calls };
        Table([("bearer".to_owned(), costs)].into())
    };
    let known = table(10.0, Some(4.0));
    assert!(table(10.7, Some(5.2)).above(&known).is_empty() && table(3.0, None).above(&known).is_empty());
    assert_eq!(table(11.0, Some(4.0)).above(&known), ["bearer: allocations rose from 10 to 11.0"]);
    assert_eq!(table(10.0, Some(6.0)).above(&known), ["bearer: calls rose from 4 to 6.0"]);
    assert_eq!(table(1.0, None).above(&Table::default()), ["bearer is not in costs.toml"]);
}
