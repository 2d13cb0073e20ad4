//! One operation on every server that has it, in alternating rounds.

use std::time::Duration;

use crate::wire::median;

/// One round of one server.
pub struct Sample {
    /// Operations a second.
    pub rate: f64,
    /// Seconds that half of them took at most, and 99 of 100.
    pub half: f64,
    pub most: f64,
    /// Seconds of the server's processor time an operation.
    pub server: f64,
    /// The part of one core that the load took.
    pub load: f64,
}

/// What does one round.
type Round<'a> = Box<dyn FnMut(Duration) -> Result<Sample, String> + 'a>;

pub struct Contender<'a> {
    pub label: String,
    pub kind: Kind,
    /// The label of the one that it is set beside.
    pub beside: String,
    pub round: Round<'a>,
}

/// What a contender is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Grantd,
    /// A peer whose answers survive a power cut.
    Durable,
    /// A peer that keeps everything in memory.
    InMemory,
    /// What there is at most.
    Ceiling,
}

/// A row of the table that comes of it.
pub struct Row {
    pub label: String,
    pub kind: Kind,
    pub beside: String,
    samples: Vec<Sample>,
    /// What was wrong with its answers; then it has no figures.
    pub wrong: Option<String>,
}

impl Row {
    pub fn median(&self, of: impl Fn(&Sample) -> f64) -> Option<f64> {
        let good = self.wrong.is_none() && !self.samples.is_empty();
        good.then(|| median(self.samples.iter().map(of).collect()))
    }

    /// The median of the rounds' ratios to another row.
    pub fn ratio(&self, other: &Self, of: impl Fn(&Sample) -> f64) -> Option<f64> {
        self.median(&of)?;
        other.median(&of)?;
        Some(median(self.samples.iter().zip(&other.samples).map(|(own, other)| of(own) / of(other)).collect()))
    }
}

pub struct Table {
    pub operation: &'static str,
    pub title: &'static str,
    pub rows: Vec<Row>,
}

impl Table {
    pub fn row(&self, label: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.label == label)
    }
}

/// Lets them do their rounds in turn, after a short one that does not count. Whoever gives a wrong answer is out.
pub fn compete(
    operation: &'static str,
    title: &'static str,
    mut contenders: Vec<Contender<'_>>,
    rounds: usize,
    duration: Duration,
) -> Table {
    eprintln!("{operation}: {rounds} rounds of {} servers", contenders.len());
    let mut rows: Vec<_> = contenders
        .iter()
        .map(|one| {
            let (label, beside) = (one.label.clone(), one.beside.clone());
            Row { label, kind: one.kind, beside, samples: Vec::new(), wrong: None }
        })
        .collect();
    for round in 0..=rounds {
        let duration = if round == 0 { duration / 4 } else { duration };
        for (row, contender) in rows.iter_mut().zip(&mut contenders) {
            if row.wrong.is_some() {
                continue;
            }
            match (contender.round)(duration) {
                Ok(sample) if round > 0 => row.samples.push(sample),
                Ok(_) => {}
                Err(why) => {
                    eprintln!("WRONG ANSWER of {} in {operation}: {why}", row.label);
                    row.wrong = Some(why);
                }
            }
        }
    }
    Table { operation, title, rows }
}
