//! What a site's own people, seen by its own camera, say about the scores of strangers, and where the threshold then is.
//!
//! Only the [`Population`] is kept, never a person's template. It is still derived from people's faces, so it is
//! handled as personal data: redacted when printed, wiped when dropped, written by the calibrating command alone.

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::error::Error;
use crate::manifest::Normalisation;
use crate::population::{Population, Sums};
use crate::template::{LENGTH, Template};

/// The fewest people whose mean is one of a population and not of themselves (face-networks section 4).
pub const MIN_PEOPLE: usize = 100;
/// The share of strangers that may pass at the threshold that is measured.
const TARGET_FMR: f64 = 1e-3;
const VERSION: u32 = 2;

/// A population with the thresholds that were measured on its people, bound to one embedding network.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    network: String,
    people: usize,
    comparisons: u64,
    thresholds: Thresholds,
    population: Population,
}

/// The least scores at which at most one stranger in a thousand passed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    mean: f32,
    cohort: f32,
}

impl Calibration {
    /// Calibrates on `people` who consented, each given by one or more raw templates of the network whose file has the
    /// SHA-256 `network`.
    ///
    /// Every pair of strangers is set against the population of all the others, so that nobody lowers their own score.
    ///
    /// # Errors
    /// [`Error::TooFewPeople`] below [`MIN_PEOPLE`].
    pub fn of(people: &[Vec<Template>], network: &str) -> Result<Self, Error> {
        let present = people.iter().filter(|templates| !templates.is_empty()).count();
        let too_few = || Error::TooFewPeople { got: present, min: MIN_PEOPLE };
        let population = Population::of(people).filter(|_| present >= MIN_PEOPLE).ok_or_else(too_few)?;
        let sums = Sums::of(people);
        let measured = |normalisation| {
            let mut strangers = stranger_scores(people, &sums, normalisation);
            let threshold = threshold(&mut strangers, TARGET_FMR).ok_or_else(too_few)?;
            Ok((threshold, strangers.len() as u64))
        };
        let (mean, comparisons) = measured(Normalisation::Mean)?;
        let (cohort, _) = measured(Normalisation::Cohort)?;
        let thresholds = Thresholds { mean, cohort };
        Ok(Self { network: network.to_owned(), people: present, comparisons, thresholds, population })
    }

    /// How many people it was made of.
    pub fn people(&self) -> usize {
        self.people
    }

    /// How many pairs of templates of strangers the threshold was measured on.
    pub fn comparisons(&self) -> u64 {
        self.comparisons
    }

    /// The least score at which at most one stranger in a thousand passed, so normalised; `None` for raw scores, whose threshold
    /// is the network's.
    pub fn threshold(&self, normalisation: Normalisation) -> Option<f32> {
        match normalisation {
            Normalisation::None => None,
            Normalisation::Mean => Some(self.thresholds.mean),
            Normalisation::Cohort => Some(self.thresholds.cohort),
        }
    }

    pub(crate) fn network(&self) -> &str {
        &self.network
    }

    pub(crate) fn population(&self) -> &Population {
        &self.population
    }

    /// Reads what [`to_toml`](Self::to_toml) wrote.
    ///
    /// # Errors
    /// [`Error::Calibration`] with what was expected: another version, too few people, a mean that is none.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        let damaged = |reason: String| Error::Calibration { reason };
        let file: File = toml::from_str(text).map_err(|error| damaged(error.message().to_owned()))?;
        if file.version != VERSION {
            return Err(damaged(format!("expected version {VERSION}, got {}", file.version)));
        }
        if file.people < MIN_PEOPLE {
            return Err(Error::TooFewPeople { got: file.people, min: MIN_PEOPLE });
        }
        for threshold in [file.thresholds.mean, file.thresholds.cohort] {
            if !(0.0..1.0).contains(&threshold) {
                return Err(damaged(format!("expected a threshold from 0 to 1, got {threshold}")));
            }
        }
        let numbers = |name: &str, list: &[f32]| {
            let got = list.len();
            <[f32; LENGTH]>::try_from(list)
                .map_err(|_| damaged(format!("expected {LENGTH} numbers in {name}, got {got}")))
        };
        let (mean, deviation) = (numbers("mean", &file.mean)?, numbers("deviation", &file.deviation)?);
        let population = Population::kept(mean, deviation).ok_or_else(|| {
            damaged("expected a mean and a deviation whose squares are 1 together".to_owned())
        })?;
        let File { network, people, comparisons, thresholds, .. } = &file;
        let (people, comparisons, thresholds) = (*people, *comparisons, *thresholds);
        Ok(Self { network: network.clone(), people, comparisons, thresholds, population })
    }

    /// The file to keep, to be readable by the kiosk alone.
    ///
    /// # Errors
    /// [`Error::Calibration`] where it cannot be written as TOML.
    pub fn to_toml(&self) -> Result<Zeroizing<String>, Error> {
        let file = File {
            version: VERSION,
            network: self.network.clone(),
            people: self.people,
            comparisons: self.comparisons,
            mean: self.population.mean().to_vec(),
            deviation: self.population.deviation().to_vec(),
            thresholds: self.thresholds,
        };
        let text = toml::to_string(&file);
        text.map(Zeroizing::new).map_err(|error| Error::Calibration { reason: error.to_string() })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    /// SHA-256 of the embedding network's file.
    network: String,
    people: usize,
    comparisons: u64,
    mean: Vec<f32>,
    /// Of each number.
    deviation: Vec<f32>,
    thresholds: Thresholds,
}

impl Drop for File {
    fn drop(&mut self) {
        self.mean.zeroize();
        self.deviation.zeroize();
    }
}

/// The scores of all pairs of strangers, each pair set against the population of the others.
fn stranger_scores(people: &[Vec<Template>], sums: &Sums, normalisation: Normalisation) -> Vec<f32> {
    let mut scores = Vec::new();
    for (first, ours) in people.iter().enumerate() {
        for (second, theirs) in people.iter().enumerate().skip(first + 1) {
            if ours.is_empty() || theirs.is_empty() {
                continue;
            }
            let Some(others) = sums.without(&[first, second]) else { continue };
            let normalised = |templates: &[Template]| -> Vec<Template> {
                templates.iter().filter_map(|template| others.normalise(template, normalisation)).collect()
            };
            let theirs = normalised(theirs);
            for one in normalised(ours) {
                scores.extend(theirs.iter().map(|other| one.similarity(other)));
            }
        }
    }
    scores
}

/// The least threshold at which at most `fmr` of `strangers` pass; sorts them, the highest first.
///
/// `None` where there are fewer than 1/`fmr` of them, since the share then says nothing.
pub fn threshold(strangers: &mut [f32], fmr: f64) -> Option<f32> {
    if (strangers.len() as f64) * fmr < 1.0 {
        return None;
    }
    strangers.sort_unstable_by(|a, b| b.total_cmp(a));
    let may_pass = (strangers.len() as f64 * fmr) as usize;
    // Just above the best of those that must not pass.
    strangers.get(may_pass).map(|score| score.next_up())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::population::tests::population;

    #[test]
    fn thresholds_are_measured_on_all_pairs_of_strangers() {
        let people = population(120, 1.0);
        let raw = people[0][0].similarity(&people[1][0]);
        let calibration = Calibration::of(&people, "ab").unwrap();
        assert_eq!((calibration.people(), calibration.comparisons()), (120, 120 * 119 / 2 * 4));
        for normalisation in [Normalisation::Mean, Normalisation::Cohort] {
            let threshold = calibration.threshold(normalisation).unwrap();
            assert!((0.0..raw).contains(&threshold), "{normalisation:?}: {threshold}");
        }
        assert_eq!(calibration.threshold(Normalisation::None), None);
    }

    #[test]
    fn too_few_people_are_no_population() {
        let mut people = population(MIN_PEOPLE, 1.0);
        assert!(Calibration::of(&people, "ab").is_ok());
        people[0].clear(); // Somebody of whom no picture could be used.
        let refused = Calibration::of(&people, "ab");
        assert!(matches!(refused, Err(Error::TooFewPeople { got: 99, min: 100 })));
    }

    #[test]
    fn a_file_comes_back_as_it_was_and_a_damaged_one_is_named() {
        let calibration = Calibration::of(&population(100, 1.0), "ab").unwrap();
        let text = calibration.to_toml().unwrap();
        assert_eq!(Calibration::from_toml(&text).unwrap(), calibration);
        for (found, put, said) in [
            ("version = 2", "version = 1", "expected version 2, got 1"),
            ("people = 100", "people = 12", "12 people"),
            ("cohort = 0.", "cohort = 9.", "expected a threshold from 0 to 1"),
            ("mean = [", "mean = [nan, ", "256 numbers in mean, got 257"),
            ("deviation = [", "deviation = [7.0]\n#", "256 numbers in deviation, got 1"),
            ("mean = [0.", "mean = [1.", "squares are 1 together"),
            ("network", "another", "unknown field"),
        ] {
            assert!(text.contains(found), "{found}");
            let error = Calibration::from_toml(&text.replacen(found, put, 1)).unwrap_err().to_string();
            assert!(error.contains(said), "{error}, expected {said}");
        }
    }

    #[test]
    fn nothing_of_anybody_is_printed() {
        let calibration = Calibration::of(&population(100, 1.0), "ab").unwrap();
        assert!(format!("{calibration:?}").contains("Population(redacted)"));
    }

    #[test]
    fn a_threshold_lets_no_more_strangers_pass_than_it_says() {
        let mut scores: Vec<f32> = (0..1000).map(|place| place as f32 / 1000.0).collect();
        for (fmr, passing) in [(1e-2, 10), (1e-3, 1), (0.5, 500)] {
            let threshold = threshold(&mut scores, fmr).unwrap();
            assert_eq!(scores.iter().filter(|score| **score >= threshold).count(), passing, "{fmr}");
        }
        assert_eq!(threshold(&mut scores, 1e-4), None, "a thousand scores cannot show one in ten thousand");
        let mut ties = vec![0.5; 1000];
        assert!(threshold(&mut ties, 1e-3).unwrap() > 0.5);
    }
}
