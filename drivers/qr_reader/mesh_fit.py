"""Follows the modules of a symbol on paper that is bent or crumpled, where no single perspective fits.

The three finder patterns say how the symbol lies about them. From there a mesh of places grows over the
symbol: each new place is where its neighbours point to, then moved to where modules are evenly dark or light.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from drivers.qr_reader.budget import Budget
from drivers.qr_reader.port import Frame
from drivers.qr_reader.symbol import Symbol

_Numbers = npt.NDArray[np.float64]

_STEP = 3
"""Modules between two places of the mesh."""
_REACH = 3
"""A place is judged by the modules so far about it."""
_TAPS = np.array([(0.0, 0.0), (0.3, 0.3), (0.3, -0.3), (-0.3, 0.3), (-0.3, -0.3)])
_SEARCH = np.arange(-3, 4) * 0.2
"""Offsets tried, in modules, along each axis."""
_STAY = 0.12
"""How much a module of offset has to gain: what is flat stays where its neighbours point to."""
_NEIGHBOURS = 9
"""Placed points that say together where the next one belongs."""
_FINDER = 3.5
"""A finder pattern's centre lies so many modules from both edges."""
_LIGHT = 1.0
"""What a light module that is the same in every symbol is compared with; a dark one with its negative."""


def fitted_levels(
    grey: Frame, homography: _Numbers, build: Symbol, budget: Budget
) -> npt.NDArray[np.float32] | None:
    """Sample every module where it lies. Gives (side, side), 0 … 255, or None when the time is used up.

    `grey`: (height, width) uint8, dark on light; `homography`: (3, 3), from modules to pixels, right about
    the finder patterns to within a module. The largest symbol takes 15 s, one of a card 0.3 s.
    """
    mesh = _Mesh(grey, homography, build)
    return mesh.levels() if mesh.grow(budget) else None


class _Mesh:
    def __init__(self, grey: Frame, homography: _Numbers, build: Symbol) -> None:
        self._grey = grey
        self._homography = homography
        self._build = build
        side = build.side
        steps = np.linspace(1.5, side - 1.5, round((side - 3) / _STEP) + 1)
        down, across = np.meshgrid(steps, steps, indexing="ij")
        self._places = np.stack([across.ravel(), down.ravel()], axis=1)
        self._shape = down.shape
        self._pixels = _through(homography, self._places)
        self._known = np.zeros(len(self._places), dtype=np.bool_)
        self._values = np.where(build.fixed, np.where(build.fixed_bits, -_LIGHT, _LIGHT), 0.0)

    def grow(self, budget: Budget) -> bool:
        """Place every point, those near a finder pattern first. False when the time is used up."""
        side = self._build.side
        finders = np.array([(_FINDER, _FINDER), (side - _FINDER, _FINDER), (_FINDER, side - _FINDER)])
        distance = np.linalg.norm(self._places[:, None] - finders, axis=2).min(axis=1)
        order = np.argsort(distance, kind="stable")
        seeds = order[distance[order] <= _FINDER + _STEP / 2]
        for index in seeds:
            self._settle(int(index), self._local(self._places[index]))
        self._known[seeds] = True
        apart = np.abs(self._places[:, None] - self._places).max(axis=2)
        reach = (apart < _STEP * 1.6) + (apart < _STEP * 2.6) / 100
        support = reach @ self._known
        while not self._known.all():
            if not budget.allows(0):
                return False
            # The point with most neighbours that are placed is told best where it belongs.
            index = int(np.argmax(np.where(self._known, -1.0, support - distance * 1e-6)))
            start, local = self._pointed(index)
            self._pixels[index] = start
            self._settle(index, local)
            self._known[index] = True
            support += reach[index]
        for _ in range(2):
            self._calm()
        return True

    def levels(self) -> npt.NDArray[np.float32]:
        """Give every module's brightness."""
        side = self._build.side
        rows, columns = np.mgrid[0:side, 0:side] + 0.5
        total = np.zeros(side * side, dtype=np.float64)
        for tap in _TAPS:
            places = np.stack([columns.ravel() + tap[0] * 0.8, rows.ravel() + tap[1] * 0.8], axis=1)
            total += self._sample(self._field(places))
        return np.asarray((total / len(_TAPS)).reshape(side, side), dtype=np.float32)

    def _field(self, places: _Numbers) -> _Numbers:
        """Where places (n, 2) between the mesh's points lie in pixels."""
        offsets = self._pixels - _through(self._homography, self._places)
        grid = offsets.reshape(*self._shape, 2).astype(np.float32)
        side = self._build.side
        at = (places - 1.5) / (side - 3) * (self._shape[0] - 1)
        x, y = (at[:, axis].astype(np.float32).reshape(1, -1) for axis in (0, 1))
        shifted = cv2.remap(grid, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(_through(self._homography, places) + shifted.reshape(-1, 2), dtype=np.float64)

    def _local(self, place: _Numbers) -> _Numbers:
        """(2, 2): pixels a module across and down at a place, by the perspective alone."""
        ends = _through(self._homography, place + np.array([(0.5, 0), (-0.5, 0), (0, 0.5), (0, -0.5)]))
        return np.stack([ends[0] - ends[1], ends[2] - ends[3]], axis=1)

    def _pointed(self, index: int) -> tuple[_Numbers, _Numbers]:
        """Where the placed neighbours point to, and pixels a module there."""
        place = self._places[index]
        known = np.nonzero(self._known)[0]
        distance = np.linalg.norm(self._places[known] - place, axis=1)
        near = known[np.argsort(distance, kind="stable")[:_NEIGHBOURS]]
        apart = self._places[near] - place
        weight = 1 / (1 + np.linalg.norm(apart, axis=1) / _STEP)
        base = _through(self._homography, self._places[near])
        inputs = np.column_stack([np.ones(len(near)), apart]) * weight[:, None]
        normal = inputs.T @ inputs + np.diag([0.0, 0.6, 0.6])
        offsets = np.linalg.solve(normal, inputs.T @ ((self._pixels[near] - base) * weight[:, None]))
        local = self._local(place) + offsets[1:].T
        return _through(self._homography, place[None])[0] + offsets[0], local

    def _settle(self, index: int, local: _Numbers) -> None:
        """Move a point to where the modules about it are even inside and the fixed ones are right."""
        place = self._places[index]
        side = self._build.side
        column, row = (round(float(axis) - 0.5) for axis in place)
        rows = np.arange(max(0, row - _REACH), min(side, row + _REACH + 1))
        columns = np.arange(max(0, column - _REACH), min(side, column + _REACH + 1))
        down, across = np.meshgrid(rows, columns, indexing="ij")
        centres = np.stack([across.ravel() + 0.5, down.ravel() + 0.5], axis=1) - place
        fixed = self._values[down.ravel(), across.ravel()]
        tried = np.array([(x, y) for y in _SEARCH for x in _SEARCH])
        relative = tried[:, None, None] + centres[None, :, None] + _TAPS[None, None]
        pixels = self._pixels[index] + relative @ local.T
        values = self._sample(pixels.reshape(-1, 2)).reshape(len(tried), len(centres), len(_TAPS))
        total = values.reshape(len(tried), -1).std(axis=1) + 4.0
        means = values.mean(axis=2)
        score = 1 - values.std(axis=2).mean(axis=1) / total
        if fixed.any():
            known = fixed != 0
            share = known.mean()
            middle = (means.max(axis=1) + means.min(axis=1))[:, None] / 2
            agree = (np.clip((means[:, known] - middle) / total[:, None], -1, 1) * fixed[known]).mean(axis=1)
            score = score + 2 * share * agree
        score = score - _STAY * np.linalg.norm(tried, axis=1)
        best = int(np.argmax(score))
        self._pixels[index] = self._pixels[index] + local @ tried[best]

    def _calm(self) -> None:
        """Take single points back that run away from their neighbours."""
        offsets = (self._pixels - _through(self._homography, self._places)).reshape(*self._shape, 2)
        calm = cv2.GaussianBlur(offsets.astype(np.float32), (3, 3), 0.6, borderType=cv2.BORDER_REPLICATE)
        self._pixels = _through(self._homography, self._places) + calm.reshape(-1, 2)

    def _sample(self, pixels: _Numbers) -> _Numbers:
        maps = [(pixels[:, axis] - 0.5).astype(np.float32) for axis in (0, 1)]
        width = 1 << 12
        rest = -len(maps[0]) % width
        x, y = (np.pad(one, (0, rest)).reshape(-1, width) for one in maps)
        taken = cv2.remap(self._grey, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(taken, dtype=np.float64).ravel()[: len(pixels)]


def _through(homography: _Numbers, places: _Numbers) -> _Numbers:
    """Places (n, 2) in modules to pixels."""
    moved = np.column_stack([places, np.ones(len(places))]) @ homography.T
    return np.asarray(moved[:, :2] / moved[:, 2:], dtype=np.float64)
