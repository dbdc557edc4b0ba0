//! What the faces of a population have in common, and how far they differ: all that is kept of anybody, and what scores are
//! set against.
//!
//! Faces of one population share a direction of the embedding, and that direction lifts the scores of strangers: at a
//! threshold copied from a mixed set, one East Asian stranger in fourteen passes (face-networks section 4). Either the mean is
//! taken off every template, or each score is set against those that strangers would have, as a cohort of them shows
//! (symmetric normalisation: Kenny 2010, *Bayesian Speaker Verification with Heavy-Tailed Priors*). The cosine is linear in
//! the other template, so a whole cohort's scores have their mean and deviation from the cohort's, and nobody's template need
//! be kept.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::manifest::Normalisation;
use crate::template::{LENGTH, Strangers, Template};

type Numbers = [f32; LENGTH];

/// The mean template of a population and the standard deviation of each of its numbers; each person counts once, however many
/// pictures there are of them.
#[derive(Clone, PartialEq, Zeroize, ZeroizeOnDrop)]
pub struct Population {
    mean: Numbers,
    deviation: Numbers,
}

impl Population {
    /// Over people, each given by one or more raw templates; `None` where nobody is given.
    pub fn of(people: &[Vec<Template>]) -> Option<Self> {
        Sums::of(people).without(&[])
    }

    /// From what was kept; `None` where these are not the mean and deviation of templates of length one, whose squares are 1
    /// together, to a thousandth.
    pub(crate) fn kept(mean: Numbers, deviation: Numbers) -> Option<Self> {
        let squares = |numbers: &Numbers| numbers.iter().map(|number| number * number).sum::<f32>();
        let is_whole = (squares(&mean) + squares(&deviation) - 1.0).abs() < 1e-3;
        let varies = squares(&deviation) > 0.0 && deviation.iter().all(|number| *number >= 0.0);
        (is_whole && varies).then_some(Self { mean, deviation })
    }

    pub(crate) fn mean(&self) -> &Numbers {
        &self.mean
    }

    pub(crate) fn deviation(&self) -> &Numbers {
        &self.deviation
    }

    /// A raw template as it is compared under this normalisation; `None` where it equals the mean, or nobody differs from it.
    pub fn normalise(&self, template: &Template, normalisation: Normalisation) -> Option<Template> {
        match normalisation {
            Normalisation::None => Some(template.clone()),
            Normalisation::Mean => template.without(&self.mean),
            Normalisation::Cohort => Some(template.among(self.strangers(template.values())?)),
        }
    }

    /// How this population's people score against a template, as if the numbers of theirs varied independently. Weighted so that
    /// the scores of a template along whose numbers people differ as much as along all keep the measure of a cosine.
    fn strangers(&self, template: &[f32]) -> Option<Strangers> {
        let mean = template.iter().zip(&self.mean).map(|(ours, theirs)| ours * theirs).sum();
        let along = template.iter().zip(&self.deviation).map(|(ours, theirs)| (ours * theirs).powi(2));
        let overall = self.deviation.iter().map(|number| number * number).sum::<f32>() / LENGTH as f32;
        let weight = (overall / along.sum::<f32>()).sqrt();
        weight.is_normal().then_some(Strangers { mean, weight })
    }
}

impl fmt::Debug for Population {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Population(redacted)")
    }
}

/// The first and second moments of people's templates, from which the population of all but some of them is had at once.
pub struct Sums {
    total: Moments,
    each: Vec<Moments>,
    people: usize,
}

impl Sums {
    /// Each person is given by one or more templates, or by none where no picture of them could be used.
    pub fn of(people: &[Vec<Template>]) -> Self {
        let each: Vec<_> = people.iter().map(|templates| Moments::of(templates)).collect();
        let mut total = Moments::none();
        each.iter().for_each(|one| total.add(one, 1.0));
        let people = people.iter().filter(|templates| !templates.is_empty()).count();
        Self { total, each, people }
    }

    /// Everybody but these, by their places; `None` where nobody is left.
    pub fn without(&self, left_out: &[usize]) -> Option<Population> {
        let count = self.people.checked_sub(left_out.len()).filter(|count| *count > 0)? as f64;
        let mut rest = self.total.clone();
        left_out.iter().for_each(|one| rest.add(&self.each[*one], -1.0));
        let mut population = Population { mean: [0.0; LENGTH], deviation: [0.0; LENGTH] };
        for (place, (first, second)) in rest.first.iter().zip(rest.second.iter()).enumerate() {
            let mean = first / count;
            population.mean[place] = mean as f32;
            population.deviation[place] = (second / count - mean * mean).max(0.0).sqrt() as f32;
        }
        Some(population)
    }
}

/// The means, or sums of means, of templates' numbers and of their squares.
#[derive(Clone)]
struct Moments {
    first: Zeroizing<[f64; LENGTH]>,
    second: Zeroizing<[f64; LENGTH]>,
}

impl Moments {
    fn none() -> Self {
        Self { first: Zeroizing::new([0.0; LENGTH]), second: Zeroizing::new([0.0; LENGTH]) }
    }

    /// One person's.
    fn of(templates: &[Template]) -> Self {
        let mut moments = Self::none();
        let share = 1.0 / templates.len() as f64;
        for template in templates {
            for (place, value) in template.values().iter().map(|value| f64::from(*value)).enumerate() {
                moments.first[place] += share * value;
                moments.second[place] += share * value * value;
            }
        }
        moments
    }

    fn add(&mut self, other: &Self, times: f64) {
        self.first.iter_mut().zip(other.first.iter()).for_each(|(sum, value)| *sum += times * value);
        self.second.iter_mut().zip(other.second.iter()).for_each(|(sum, value)| *sum += times * value);
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// People who share a direction, as a population does: person `who` also points along an axis of their own.
    pub(crate) fn population(people: usize, shared: f32) -> Vec<Vec<Template>> {
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
    fn what_a_population_shares_lifts_strangers_and_counts_no_more() {
        let people = population(120, 1.0);
        let raw = people[0][0].similarity(&people[1][0]);
        assert!(raw > 0.45, "{raw}");
        let population = Population::of(&people).unwrap();
        for (normalisation, least) in [(Normalisation::Mean, 0.8), (Normalisation::Cohort, 0.35)] {
            let [one, stranger, same] = [&people[0][0], &people[1][0], &people[0][1]]
                .map(|template| population.normalise(template, normalisation).unwrap());
            let (strange, genuine) = (one.similarity(&stranger), one.similarity(&same));
            assert!(strange.abs() < 0.1 && genuine > least, "{normalisation:?}: {strange}, {genuine}");
        }
    }

    /// Symmetric normalisation is defined on the scores of a cohort; here it is had without them.
    #[test]
    fn a_cohort_s_scores_follow_from_its_mean_and_deviation_alone() {
        // Along both of their signs everywhere, independently: the moments are then those of the scores to the bit of a sum.
        let signed = |signs: usize| {
            let mut values = [0.0; LENGTH];
            for (place, size) in [0.8, 0.5, 0.3].into_iter().enumerate() {
                values[place] = if signs >> place & 1 == 1 { size } else { -size };
            }
            values[3] = 0.6;
            Template::normalised(&values).unwrap()
        };
        let people: Vec<_> = (0..8).map(|signs| vec![signed(signs)]).collect();
        let population = Population::of(&people).unwrap();
        let mut values = [0.0; LENGTH];
        values[..4].copy_from_slice(&[0.1, -0.7, 0.4, 0.2]);
        let template = Template::normalised(&values).unwrap();
        let scores: Vec<f32> = people.iter().map(|person| template.similarity(&person[0])).collect();
        let mean = scores.iter().sum::<f32>() / 8.0;
        let deviation = (scores.iter().map(|score| (score - mean).powi(2)).sum::<f32>() / 8.0).sqrt();
        let strangers = population.strangers(template.values()).unwrap();
        let overall =
            (population.deviation().iter().map(|number| number * number).sum::<f32>() / 256.0).sqrt();
        assert!((strangers.mean - mean).abs() < 1e-6, "{} for {mean}", strangers.mean);
        assert!(
            (overall / strangers.weight - deviation).abs() < 1e-6,
            "{} for {deviation}",
            strangers.weight
        );
    }

    #[test]
    fn one_who_was_left_out_leaves_no_trace() {
        let people = population(20, 1.0);
        let of_others = Population::of(&people[1..]).unwrap();
        let without = Sums::of(&people).without(&[0]).unwrap();
        for (got, expected) in
            [(without.mean(), of_others.mean()), (without.deviation(), of_others.deviation())]
        {
            assert!(got.iter().zip(expected).all(|(got, expected)| (got - expected).abs() < 1e-6));
        }
        assert!(Sums::of(&people[..1]).without(&[0]).is_none());
        assert!(Population::of(&[]).is_none());
    }

    #[test]
    fn nothing_is_told_of_whom_nobody_differs_from() {
        let people = vec![vec![population(1, 1.0)[0][0].clone()]; 3];
        let alike = Population::of(&people).unwrap();
        for normalisation in [Normalisation::Mean, Normalisation::Cohort] {
            assert!(alike.normalise(&people[0][0], normalisation).is_none(), "{normalisation:?}");
        }
        assert!(alike.normalise(&people[0][0], Normalisation::None).is_some());
    }
}
