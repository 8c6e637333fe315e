"""The peers' procedures behind plain arrays: one function for each."""

from crosscheck.peers._diagrams import pyagrum_option, pyagrum_value
from crosscheck.peers._files import pyagrum_diagram, pyagrum_network
from crosscheck.peers._flows import pydecision_flowsort, pydecision_promethee_iii
from crosscheck.peers._outranking import (
    mcda_credibility,
    mcda_distill,
    mcda_electre_iv,
    mcda_electre_tri,
    mcda_kernel,
    pydecision_distill,
    pydecision_electre_i,
    pydecision_electre_iii,
    pydecision_electre_tri,
    skcriteria_electre_i,
)
from crosscheck.peers._peer import PEERS, against, needs, peer, version
from crosscheck.peers._rankings import pymcdm_similarity, pyrepo_similarity, pyrepo_vikor_smaa
from crosscheck.peers._sampled import salib_morris, salib_shapley, salib_sobol
from crosscheck.peers._scores import (
    SHAPES,
    mcda_promethee,
    pydecision_promethee,
    pydecision_topsis,
    pydecision_vikor,
    pymcdm,
    pymcdm_promethee,
    pymcdm_vikor_steps,
    pyrepo,
    pyrepo_promethee,
    skcriteria_vikor,
)
from crosscheck.peers._smaa import pysensmcda_smaa
from crosscheck.peers._votes import (
    preflibtools_file,
    prefvoting_instant_runoff,
    prefvoting_ranked_pairs,
    prefvoting_schulze,
)
from crosscheck.peers._weights import (
    pydecision_ahp,
    pydecision_centroid,
    pydecision_entropy,
    pymcdm_ahp,
    pymcdm_entropy,
    pyrepo_ahp,
    pyrepo_entropy,
    skcriteria_entropy,
)

__all__ = [
    "PEERS",
    "SHAPES",
    "against",
    "mcda_credibility",
    "mcda_distill",
    "mcda_electre_iv",
    "mcda_electre_tri",
    "mcda_kernel",
    "mcda_promethee",
    "needs",
    "peer",
    "preflibtools_file",
    "prefvoting_instant_runoff",
    "prefvoting_ranked_pairs",
    "prefvoting_schulze",
    "pyagrum_diagram",
    "pyagrum_network",
    "pyagrum_option",
    "pyagrum_value",
    "pydecision_ahp",
    "pydecision_centroid",
    "pydecision_distill",
    "pydecision_electre_i",
    "pydecision_electre_iii",
    "pydecision_electre_tri",
    "pydecision_entropy",
    "pydecision_flowsort",
    "pydecision_promethee",
    "pydecision_promethee_iii",
    "pydecision_topsis",
    "pydecision_vikor",
    "pymcdm",
    "pymcdm_ahp",
    "pymcdm_entropy",
    "pymcdm_promethee",
    "pymcdm_similarity",
    "pymcdm_vikor_steps",
    "pyrepo",
    "pyrepo_ahp",
    "pyrepo_entropy",
    "pyrepo_promethee",
    "pyrepo_similarity",
    "pyrepo_vikor_smaa",
    "pysensmcda_smaa",
    "salib_morris",
    "salib_shapley",
    "salib_sobol",
    "skcriteria_electre_i",
    "skcriteria_entropy",
    "skcriteria_vikor",
    "version",
]
