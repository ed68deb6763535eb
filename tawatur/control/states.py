"""The states of a place and how they follow each other: holder x share in steps, in continuous time.

With camps c1..cn and "nobody", a place is held wholly by one of them, or two camps share it in steps of 0.1, 0.3, 0.5,
0.7 and 0.9. The chain is reversible in every regime (quiet, fought over, unseen, attacked by one camp), so that its
generator has real eigenvalues and the transition over any amount of time is two small matrix products
(docs/method/control.md).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tawatur.control.parameters import Parameters

STEPS = (0.1, 0.3, 0.5, 0.7, 0.9)
Floats = NDArray[np.float64]
QUIET, FOUGHT, UNSEEN, ATTACKS = range(4)
"""The regimes: quiet, fought over without a known attacker, unseen (out of the press, or in a fight of which nobody
tells), from `ATTACKS` on an attack by each camp."""


class States:
    """The state space of `camps` camps and nobody (the last holder). `shares` is (state, holder); `contested` (state,)
    is 1 where two camps hold parts; `majority` (state, holder) says who holds most, an even split counting half."""

    def __init__(self, camps: int) -> None:
        self.camps = camps
        self.holders = camps + 1
        rows: list[Floats] = list(np.eye(self.holders))
        lines: list[list[int]] = []
        for first in range(camps):
            for second in range(first + 1, camps):
                line = [first]
                for step in STEPS:  # the second camp's share grows from step to step
                    row = np.zeros(self.holders)
                    row[first], row[second] = 1 - step, step
                    rows.append(row)
                    line.append(len(rows) - 1)
                lines.append([*line, second])
        self.shares: Floats = np.array(rows)
        self.size = len(rows)
        shares = (0.0, *STEPS, 1.0)
        self.edges = [
            (line[i], line[j], shares[j] - shares[i]) for line in lines for i in range(7) for j in range(i + 1, 7)
        ]
        """Moves between two camps: from state, to state, share that changes hands."""
        self.edges += [(camp, camps, 1.0) for camp in range(camps)]
        self.contested: Floats = (self.shares.max(axis=1) < 1).astype(float)
        most = self.shares >= self.shares.max(axis=1, keepdims=True) - 1e-9
        self.majority: Floats = most / most.sum(axis=1, keepdims=True)

    def prior(self, parameters: Parameters, contested: float, attacker: int | None = None) -> Floats:
        """Long-run mass of the states in one regime: (state,), summing to 1."""
        mass = np.where(self.contested > 0, contested, 1.0)
        mass[self.holders - 1] = parameters.nobody
        if attacker is not None:
            mass = mass * np.exp(parameters.tilt * self.shares[:, attacker])
        return np.asarray(mass / mass.sum())


class Regimes:
    """The generators of all regimes, decomposed. `values` (regime, state), `left` and `right` (regime, state, state):
    the transition over the intensity x is `right @ diag(exp(values * x)) @ left`; `stationary` (regime, state)."""

    def __init__(self, states: States, parameters: Parameters) -> None:
        self.states = states
        masses = parameters.contested_quiet, parameters.contested_fight, parameters.contested_dark
        plans: list[tuple[float, int | None]] = [(mass, None) for mass in masses]
        plans += [(parameters.contested_fight, camp) for camp in range(states.camps)]
        found = [_decompose(states, parameters, contested, attacker) for contested, attacker in plans]
        self.values: Floats = np.array([f[0] for f in found])
        self.right: Floats = np.array([f[1] for f in found])
        self.left: Floats = np.array([f[2] for f in found])
        self.stationary: Floats = np.array([f[3] for f in found])
        self.gap = float(-np.sort(self.values[0])[-2]) if states.size > 1 else 0.0
        """Rate at which the quiet chain forgets, per unit of intensity."""

    def transition(self, regime: int, intensity: float) -> Floats:
        """The transition matrix over an intensity: rows sum to 1."""
        return np.asarray((self.right[regime] * np.exp(self.values[regime] * intensity)) @ self.left[regime])


def _decompose(
    states: States, parameters: Parameters, contested: float, attacker: int | None
) -> tuple[Floats, Floats, Floats, Floats]:
    """Eigenvalues, right and left factors and stationary mass of one regime, scaled to one exit a unit of intensity
    from wholly held states on average (tilt left out, so that an attack makes the defender's exit likelier)."""
    mass = states.prior(parameters, contested, attacker)
    even = states.prior(parameters, contested)
    generator, plain = _generator(states, parameters, mass), _generator(states, parameters, even)
    scale = -np.diag(plain)[: states.camps].mean() if states.camps else -np.diag(plain).mean()
    generator = generator / scale if scale > 0 else generator
    root = np.sqrt(mass)
    symmetric = generator * root[:, None] / root[None, :]
    values, vectors = np.linalg.eigh((symmetric + symmetric.T) / 2)
    return np.minimum(values, 0.0), vectors / root[:, None], vectors.T * root[None, :], mass


def _generator(states: States, parameters: Parameters, mass: Floats) -> Floats:
    generator = np.zeros((states.size, states.size))
    root = np.sqrt(mass)
    for a, b, change in states.edges:
        conductance = float(np.exp(-change / parameters.reach))
        generator[a, b] += conductance * root[b] / root[a]
        generator[b, a] += conductance * root[a] / root[b]
    np.fill_diagonal(generator, 0.0)
    np.fill_diagonal(generator, -generator.sum(axis=1))
    return generator


@lru_cache(maxsize=64)
def regimes(camps: int, parameters: Parameters) -> Regimes:
    """The regimes of so many camps, decomposed once."""
    return Regimes(States(camps), parameters)
