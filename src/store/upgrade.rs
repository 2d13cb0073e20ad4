//! Bringing data of an older format to today's, when it is opened.
//!
//! Records know their own versions and are upgraded one by one, as they are read ([`super::records::Record::upgrade`]), so
//! most changes need nothing here. A step is for what changes between records: other keys, another index. The mark of the
//! new format is written when its step is done, so a step that was cut off is run again from its beginning.

use super::{Batch, Engine, FORMAT, FORMAT_KEY, StoreError};

/// Brings data from one format to the next.
pub(super) struct Step {
    /// The format that it reads.
    pub from: u8,
    /// Does it; finds its own work half done, perhaps.
    pub run: fn(&dyn Engine) -> Result<(), StoreError>,
}

/// Every step there is, in order. Format 1 is the first.
pub(super) static STEPS: [Step; 0] = [];

/// Takes data of format `found` through `steps` up to [`FORMAT`].
///
/// # Errors
/// Data that is so old that there is no step for it, and whatever a step fails of.
pub(super) fn upgrade(engine: &dyn Engine, found: u8, steps: &[Step]) -> Result<(), StoreError> {
    upgrade_to(engine, found, FORMAT, steps)
}

fn upgrade_to(engine: &dyn Engine, found: u8, today: u8, steps: &[Step]) -> Result<(), StoreError> {
    for from in found..today {
        let step = steps.iter().find(|step| step.from == from).ok_or(StoreError::OlderFormat { found })?;
        tracing::info!("the data has format {from}: bringing it to format {}", from + 1);
        (step.run)(engine)?;
        let mut done = Batch::default();
        done.write(FORMAT_KEY.to_vec(), Some(vec![from + 1]));
        engine.commit(done).wait()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::memory::MemoryEngine;
    use super::super::{Key, KeyRange, Value};
    use super::*;

    /// Format 1 kept names as they were typed, format 2 in lower case, format 3 behind another byte.
    const SYNTHETIC: [Step; 2] = [Step { from: 1, run: lower_case }, Step { from: 2, run: behind_q }];

    fn rewrite(engine: &dyn Engine, change: impl Fn(&(Key, Value)) -> Key) -> Result<(), StoreError> {
        for pair in engine.scan(&KeyRange::prefix(b"n"), usize::MAX, false)? {
            let mut batch = Batch::default();
            batch.write(pair.0.clone(), None);
            batch.write(change(&pair), Some(pair.1));
            engine.commit(batch).wait()?;
        }
        Ok(())
    }

    fn lower_case(engine: &dyn Engine) -> Result<(), StoreError> {
        rewrite(engine, |(key, _)| key.to_ascii_lowercase())
    }

    fn behind_q(engine: &dyn Engine) -> Result<(), StoreError> {
        rewrite(engine, |(key, _)| [b"q", &key[1..]].concat())
    }

    fn old() -> MemoryEngine {
        let engine = MemoryEngine::default();
        let mut batch = Batch::default();
        batch.write(FORMAT_KEY.to_vec(), Some(vec![1]));
        batch.write(b"nAlice".to_vec(), Some(vec![1]));
        batch.write(b"nBOB".to_vec(), Some(vec![2]));
        engine.commit(batch).wait().unwrap();
        engine
    }

    fn content(engine: &MemoryEngine) -> Vec<(Key, Value)> {
        engine.snapshot().unwrap().map(Result::unwrap).collect()
    }

    fn pairs(list: &[(&[u8], u8)]) -> Vec<(Key, Value)> {
        list.iter().map(|(key, value)| (key.to_vec(), vec![*value])).collect()
    }

    #[test]
    fn data_goes_through_every_step_up_to_today() {
        let engine = old();
        upgrade_to(&engine, 1, 3, &SYNTHETIC).unwrap();
        assert_eq!(content(&engine), pairs(&[(b"V", 3), (b"qalice", 1), (b"qbob", 2)]));
        upgrade_to(&engine, 3, 3, &SYNTHETIC).unwrap();
        assert_eq!(content(&engine).len(), 3, "nothing to do");
    }

    #[test]
    fn a_step_that_was_cut_off_is_run_again_and_its_mark_comes_last() {
        fn cut_off(engine: &dyn Engine) -> Result<(), StoreError> {
            lower_case(engine)?;
            Err(StoreError::Engine("the power is gone".to_owned()))
        }
        let engine = old();
        assert!(upgrade_to(&engine, 1, 3, &[Step { from: 1, run: cut_off }]).is_err());
        assert_eq!(content(&engine), pairs(&[(b"V", 1), (b"nalice", 1), (b"nbob", 2)]));
        upgrade_to(&engine, 1, 3, &SYNTHETIC).unwrap();
        assert_eq!(content(&engine), pairs(&[(b"V", 3), (b"qalice", 1), (b"qbob", 2)]));
    }

    #[test]
    fn data_that_is_too_old_is_refused_with_the_way_out_and_left_alone() {
        let engine = old();
        let refused = upgrade_to(&engine, 1, 3, &SYNTHETIC[1..]).unwrap_err();
        assert!(matches!(refused, StoreError::OlderFormat { found: 1 }));
        assert!(refused.to_string().contains("grantd export"), "{refused}");
        assert_eq!(content(&engine), content(&old()));
    }
}
