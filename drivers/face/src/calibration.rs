//! A site's own mean face, which is taken off every template before two are compared.
//!
//! Faces of one population share a direction of the embedding, and that direction lifts the scores of strangers: at a
//! threshold copied from a mixed set, one East Asian stranger in fourteen passes (face-networks section 4). With the mean
//! of people seen by the same camera subtracted, strangers fall and holders stay.
//!
//! Only the mean and its statistics are kept, never a person's template. It is still derived from people's faces, so it is
//! handled as personal data: redacted when printed, wiped when dropped, written by the calibrating command alone.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::error::Error;
use crate::template::{LENGTH, Template};

/// The fewest people whose mean is one of a population and not of themselves (face-networks section 4).
pub const MIN_PEOPLE: usize = 100;
/// The share of strangers that may pass at the threshold that is measured.
const TARGET_FMR: f64 = 1e-3;
const VERSION: u32 = 1;

/// The mean template of a population: each person counts once, however many pictures there are of them.
#[derive(Clone, PartialEq, Zeroize, ZeroizeOnDrop)]
pub struct Mean([f32; LENGTH]);

impl Mean {
    /// The mean over people, each given by one or more templates; `None` where nobody is given.
    pub fn of(people: &[Vec<Template>]) -> Option<Self> {
        let sums = Means::of(people);
        sums.without(&[])
    }

    pub(crate) fn values(&self) -> &[f32; LENGTH] {
        &self.0
    }
}

impl fmt::Debug for Mean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mean(redacted)")
    }
}

/// A population's mean with the threshold that was measured on its people, bound to one embedding network.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    network: String,
    people: usize,
    comparisons: u64,
    threshold: f32,
    mean: Mean,
}

impl Calibration {
    /// Calibrates on `people` who consented, each given by one or more raw templates of the network whose file has the
    /// SHA-256 `network`.
    ///
    /// Every pair of strangers is compared with the mean of all the others, so that nobody lowers their own score.
    ///
    /// # Errors
    /// [`Error::TooFewPeople`] below [`MIN_PEOPLE`].
    pub fn of(people: &[Vec<Template>], network: &str) -> Result<Self, Error> {
        let present = people.iter().filter(|templates| !templates.is_empty()).count();
        let too_few = || Error::TooFewPeople { got: present, min: MIN_PEOPLE };
        let mean = Mean::of(people).filter(|_| present >= MIN_PEOPLE).ok_or_else(too_few)?;
        let mut strangers = stranger_scores(people);
        let threshold = threshold(&mut strangers, TARGET_FMR).ok_or_else(too_few)?;
        let comparisons = strangers.len() as u64;
        Ok(Self { network: network.to_owned(), people: present, comparisons, threshold, mean })
    }

    /// How many people it was made of.
    pub fn people(&self) -> usize {
        self.people
    }

    /// How many pairs of templates of strangers the threshold was measured on.
    pub fn comparisons(&self) -> u64 {
        self.comparisons
    }

    /// The least cosine at which at most one stranger in a thousand passed, after subtraction.
    pub fn threshold(&self) -> f32 {
        self.threshold
    }

    pub(crate) fn network(&self) -> &str {
        &self.network
    }

    pub(crate) fn mean(&self) -> &Mean {
        &self.mean
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
        if !(0.0..1.0).contains(&file.threshold) {
            return Err(damaged(format!("expected a threshold from 0 to 1, got {}", file.threshold)));
        }
        let mean = <[f32; LENGTH]>::try_from(file.mean.as_slice())
            .map_err(|_| damaged(format!("expected a mean of {LENGTH} numbers, got {}", file.mean.len())))?;
        // The mean of unit vectors is shorter than one; anything else was changed or belongs to something else.
        let length = mean.iter().map(|value| value * value).sum::<f32>().sqrt();
        if length.is_nan() || length >= 1.0 {
            return Err(damaged("expected a mean shorter than 1".to_owned()));
        }
        let File { network, people, comparisons, threshold, .. } = &file;
        let (people, comparisons, threshold) = (*people, *comparisons, *threshold);
        Ok(Self { network: network.clone(), people, comparisons, threshold, mean: Mean(mean) })
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
            threshold: self.threshold,
            mean: self.mean.0.to_vec(),
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
    threshold: f32,
    mean: Vec<f32>,
}

impl Drop for File {
    fn drop(&mut self) {
        self.mean.zeroize();
    }
}

/// The means of a population's people, from which the mean of all but some of them is had at once.
pub struct Means {
    total: Zeroizing<[f64; LENGTH]>,
    each: Vec<Zeroizing<[f64; LENGTH]>>,
    people: usize,
}

impl Means {
    /// Each person is given by one or more templates, or by none where no picture of them could be used.
    pub fn of(people: &[Vec<Template>]) -> Self {
        let each: Vec<_> = people.iter().map(|templates| person(templates)).collect();
        let mut total = Zeroizing::new([0.0; LENGTH]);
        for one in &each {
            total.iter_mut().zip(one.iter()).for_each(|(sum, value)| *sum += value);
        }
        let people = people.iter().filter(|templates| !templates.is_empty()).count();
        Self { total, each, people }
    }

    /// The mean of everybody but these, by their places; `None` where nobody is left.
    pub fn without(&self, left_out: &[usize]) -> Option<Mean> {
        let count = self.people.checked_sub(left_out.len()).filter(|count| *count > 0)? as f64;
        let mut mean = [0.0; LENGTH];
        for (place, value) in mean.iter_mut().enumerate() {
            let out: f64 = left_out.iter().map(|one| self.each[*one][place]).sum();
            *value = ((self.total[place] - out) / count) as f32;
        }
        Some(Mean(mean))
    }
}

fn person(templates: &[Template]) -> Zeroizing<[f64; LENGTH]> {
    let mut mean = Zeroizing::new([0.0; LENGTH]);
    for template in templates {
        let share = 1.0 / templates.len() as f64;
        mean.iter_mut().zip(template.values()).for_each(|(sum, value)| *sum += f64::from(*value) * share);
    }
    mean
}

/// The scores of all pairs of strangers, each pair with the mean of the others taken off.
fn stranger_scores(people: &[Vec<Template>]) -> Vec<f32> {
    let sums = Means::of(people);
    let mut scores = Vec::new();
    for (first, ours) in people.iter().enumerate() {
        for (second, theirs) in people.iter().enumerate().skip(first + 1) {
            if ours.is_empty() || theirs.is_empty() {
                continue;
            }
            let Some(mean) = sums.without(&[first, second]) else { continue };
            let centred = |templates: &[Template]| -> Vec<Template> {
                templates.iter().filter_map(|template| template.centred(&mean)).collect()
            };
            let theirs = centred(theirs);
            for one in centred(ours) {
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

    /// People who share a direction, as a population does: person `who` also points along an axis of their own.
    fn population(people: usize, shared: f32) -> Vec<Vec<Template>> {
        let template = |who: usize, picture: usize| {
            let mut values = [0.0; LENGTH];
            values[0] = shared;
            values[1 + who] = 1.0;
            values[250 + picture] = 0.3;
            Template::normalised(&values).unwrap()
        };
        (0..people).map(|who| (0..2).map(|picture| template(who, picture)).collect()).collect()
    }

    #[test]
    fn what_a_population_shares_lifts_strangers_and_is_taken_off() {
        let people = population(120, 1.0);
        let raw = people[0][0].similarity(&people[1][0]);
        let mean = Mean::of(&people).unwrap();
        let [one, stranger, same] =
            [&people[0][0], &people[1][0], &people[0][1]].map(|template| template.centred(&mean).unwrap());
        assert!(raw > 0.45, "{raw}");
        assert!(one.similarity(&stranger) < 0.1, "{}", one.similarity(&stranger));
        assert!(one.similarity(&same) > 0.8, "{}", one.similarity(&same));
        let calibration = Calibration::of(&people, "ab").unwrap();
        assert_eq!((calibration.people(), calibration.comparisons()), (120, 120 * 119 / 2 * 4));
        assert!(calibration.threshold() < raw);
    }

    #[test]
    fn too_few_people_are_no_population() {
        let mut people = population(MIN_PEOPLE, 1.0);
        assert!(Calibration::of(&people, "ab").is_ok());
        people[0].clear(); // Somebody of whom no picture could be used.
        let refused = Calibration::of(&people, "ab");
        assert!(matches!(refused, Err(Error::TooFewPeople { got: 99, min: 100 })));
        assert!(Mean::of(&[]).is_none());
    }

    #[test]
    fn a_file_comes_back_as_it_was_and_a_damaged_one_is_named() {
        let calibration = Calibration::of(&population(100, 1.0), "ab").unwrap();
        let text = calibration.to_toml().unwrap();
        assert_eq!(Calibration::from_toml(&text).unwrap(), calibration);
        for (found, put, said) in [
            ("version = 1", "version = 2", "expected version 1, got 2"),
            ("people = 100", "people = 12", "12 people"),
            ("threshold = 0.", "threshold = 9.", "expected a threshold from 0 to 1"),
            ("mean = [", "mean = [nan, ", "256 numbers, got 257"),
            ("mean = [", "mean = [7.0]\n#", "256 numbers, got 1"),
            ("network", "another", "unknown field"),
        ] {
            assert!(text.contains(found), "{found}");
            let error = Calibration::from_toml(&text.replacen(found, put, 1)).unwrap_err().to_string();
            assert!(error.contains(said), "{error}, expected {said}");
        }
        let long: Vec<_> = (0..LENGTH).map(|_| "1.0").collect();
        let (head, _) = text.split_once("mean").unwrap();
        let error = Calibration::from_toml(&format!("{head}mean = [{}]", long.join(", "))).unwrap_err();
        assert!(error.to_string().contains("shorter than 1"), "{error}");
    }

    #[test]
    fn nothing_of_anybody_is_printed() {
        let calibration = Calibration::of(&population(100, 1.0), "ab").unwrap();
        assert!(format!("{calibration:?}").contains("mean: Mean(redacted)"));
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
