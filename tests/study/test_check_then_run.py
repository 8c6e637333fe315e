"""Whatever is read is answered: random studies of any blocks run to the end."""

import json

import pytest

from decision_analysis import study as studies
from study.random_studies import random_study


@pytest.mark.filterwarnings("ignore::decision_analysis.errors.DegenerateDataWarning")
@pytest.mark.parametrize("seed", range(30))
def test_what_is_read_is_answered(seed, tmp_path):
    document = random_study(seed)
    study = studies.from_dict(document)
    analysis = study.analyze()
    assert analysis.sections
    written = studies.write(analysis, tmp_path / "out", pictures=False)
    told = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [section["name"] for section in told["sections"]] == [
        section.name for section in analysis.sections
    ]
    assert all(path.stat().st_size for path in written)
    assert "nan" not in analysis.to_text().lower().split()
