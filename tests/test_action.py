"""The action for GitHub: its steps are run here as the runner runs them, on a repository with two commits of bills.

Bash, the options and the environment variables are those of GitHub's documentation ("Workflow syntax",
`jobs.<job_id>.steps[*].shell`, and "Default environment variables").
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # it ships no types, and the tests only read what it makes
from builders import NEW, OLD, bill
from repositories import PROGRAM, Repository, environment
from test_contract import hold

ROOT = Path(__file__).resolve().parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["id"]: step for step in ACTION["runs"]["steps"]}
WORKFLOW = yaml.safe_load((ROOT / "examples" / "github-actions.yml").read_text("utf-8"))
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
HOSTILE_BRANCH = "a$(touch${IFS}hacked)`touch${IFS}hacked`;touch${IFS}hacked"


@dataclass(frozen=True)
class Runner:
    """A machine that runs the steps of the action, as far as they can see."""

    repository: Repository
    temporary: Path
    action: Path

    @property
    def output(self) -> Path:
        """Where steps write what later steps read."""
        return self.temporary / "output"

    @property
    def summary(self) -> Path:
        """Where a step writes the summary of the job."""
        return self.temporary / "summary"

    def step(self, name: str, *, code: int = 0, event: object = None, **inputs: str) -> str:
        """Run a step with inputs, as bash of the runner does, and return what it printed."""
        given = {key: str(one.get("default", "")) for key, one in ACTION["inputs"].items()}
        given |= {key.replace("_", "-"): value for key, value in inputs.items()}
        (self.temporary / "event.json").write_text(json.dumps(event or {}), "utf-8")
        variables = {key: self._filled(value, given) for key, value in STEPS[name]["env"].items()}
        script = self.temporary / f"{name}.sh"
        script.write_text(STEPS[name]["run"], "utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.repository.folder,
            env=environment(self.repository.home) | self._variables() | variables,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, f"{name}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def _filled(self, value: str, inputs: dict[str, str]) -> str:
        return EXPRESSION.sub(lambda found: inputs[found[1].removeprefix("inputs.")], str(value))

    def _variables(self) -> dict[str, str]:
        return {
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_EVENT_PATH": str(self.temporary / "event.json"),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_WORKSPACE": str(self.repository.folder),
            "RUNNER_TEMP": str(self.temporary),
            "PIP_NO_INDEX": "1",  # what is needed is there already: a test reaches for no network
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """Return a machine with a repository, in which lawdiff seems to be installed already."""
    made = Repository.at(tmp_path)
    made.write("bills/gates.xml", bill(OLD))
    made.write("bills/still.xml", bill(OLD, "Engrossed-in-House"))
    made.commit("before")
    made.git("checkout", "--quiet", "-b", HOSTILE_BRANCH)
    made.write("bills/gates.xml", bill(NEW))
    made.write("bills/$(touch hacked).xml", bill(NEW, "Enrolled-Bill"))
    made.write("build.xml", "<project/>")
    made.commit("after")
    temporary = tmp_path / "temporary"
    (temporary / "lawdiff" / "bin").mkdir(parents=True)
    program = temporary / "lawdiff" / "bin" / "lawdiff"
    program.write_text(f'#!/bin/sh\nexec "{PROGRAM[0]}" -m lawdiff "$@"\n', "utf-8")
    program.chmod(0o755)
    return Runner(made, temporary, ROOT)


def outputs(runner: Runner) -> dict[str, str]:
    """Read what the step gave to later ones, as the runner does."""
    lines = runner.output.read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def test_the_action_is_one() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all(step["shell"] == "bash" for step in STEPS.values())
    assert all(each["description"] for each in (*ACTION["inputs"].values(), *ACTION["outputs"].values()))


@pytest.mark.parametrize("name", ["action.yml", "examples/github-actions.yml"])
def test_no_script_is_put_together_from_what_others_wrote(name: str) -> None:
    """What stands in ${{ }} is pasted into a script before bash reads it; it may stand in env alone."""
    whole = yaml.safe_load((ROOT / name).read_text("utf-8"))
    steps = whole["runs"]["steps"] if "runs" in whole else whole["jobs"]["lawdiff"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step]
    assert scripts
    assert [script for script in scripts if "${{" in script] == []


def test_every_input_reaches_the_command_and_every_output_is_given(runner: Runner) -> None:
    used = {
        name
        for step in STEPS.values()
        for value in step["env"].values()
        for name in EXPRESSION.findall(value)
    }
    assert used == {f"inputs.{name}" for name in ACTION["inputs"]}
    runner.step("compare", event={"pull_request": {"base": {"sha": "main"}}})
    given = outputs(runner)
    asked = {EXPRESSION.findall(each["value"])[0] for each in ACTION["outputs"].values()}
    assert asked == {f"steps.compare.outputs.{name}" for name in given}
    assert set(given) == set(ACTION["outputs"])


def test_a_pull_request(runner: Runner) -> None:
    runner.step("compare", event={"pull_request": {"base": {"sha": "main"}}})
    folder = runner.repository.folder / "lawdiff-report"
    given = outputs(runner)
    assert given["documents"] == "2"
    assert given["folder"] == "lawdiff-report"
    assert given["failed"] == "false"
    assert int(given["substantive"]) > 2
    shown = json.loads((folder / "summary.json").read_text("utf-8"))
    hold(shown, "ci")
    assert {path.suffix for path in (folder / "documents").iterdir()} == {".html", ".docx", ".md", ".json"}
    assert runner.summary.read_text("utf-8") == (folder / "summary.md").read_text("utf-8")
    assert (folder / "comment.md").read_text("utf-8").startswith("<!-- lawdiff: comment -->\n")
    assert list(runner.repository.folder.rglob("hacked")) == []


def test_the_gate_stops_the_step_and_the_reports_are_there(runner: Runner) -> None:
    said = runner.step("compare", code=1, base="main", fail_on="money,split", output_dir="out")
    assert "gate: money" in said
    assert outputs(runner)["failed"] == "true"
    assert (runner.repository.folder / "out" / "comment.md").is_file()


def test_inputs_with_several_lines_and_with_tricks(runner: Runner) -> None:
    runner.step("compare", code=2, base=f"{HOSTILE_BRANCH}; touch hacked")
    runner.step(
        "compare", base="main", head=HOSTILE_BRANCH, only="sec. 2\nsec. 4\n", output_dir="$(touch hacked)"
    )
    runner.step("compare", base="main", fail_on="money", only="sec. 2")  # the money stands elsewhere
    assert list(runner.repository.folder.rglob("hacked")) == []
    runner.step("compare", code=2, base="main", fail_on="moneys")


def test_a_profile_of_the_repository(runner: Runner) -> None:
    runner.repository.write("lawdiff.toml", '[profile.ci.ci]\nfail-on = ["money"]\n')
    runner.step("compare", base="main")
    runner.step("compare", code=1, base="main", profile="ci")


def test_the_step_that_installs(runner: Runner) -> None:
    """From this source, by hash, into a place of its own; the libraries are lent to it, so that no index is asked."""
    source = runner.temporary / "action"
    ignored = shutil.ignore_patterns(
        ".git", ".venv", "*_cache", "__pycache__", "*.egg-info", "build", "demo", ".hypothesis"
    )
    shutil.copytree(ROOT, source, symlinks=True, ignore=ignored)
    shutil.rmtree(runner.temporary / "lawdiff")
    place = runner.temporary / "lawdiff"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True)
    libraries = Path(pytest.__file__).parent.parent
    (next(place.glob("lib/python*/site-packages")) / "lent.pth").write_text(f"{libraries}\n", "utf-8")
    Runner(runner.repository, runner.temporary, source).step("install", python=sys.executable)
    runner.step("compare", base="main")
    assert outputs(runner)["documents"] == "2"
    home = subprocess.run(
        [place / "bin" / "python", "-P", "-c", "import lawdiff; print(lawdiff.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=runner.temporary,
    )
    assert home.stdout.startswith(str(place))


GH = """#!/bin/sh
printf '%s\\n' "$@" >> "$CALLS"
for word in "$@"; do [ "$word" = --jq ] && printf '%s' "$EARLIER"; done
exit 0
"""


@pytest.mark.parametrize(
    ("earlier", "method", "place"),
    [("", "POST", "repos/o/r/issues/7/comments"), ("31\n32\n", "PATCH", "repos/o/r/issues/comments/31")],
)
def test_the_comment_of_the_example_is_made_once_and_then_kept_current(
    tmp_path: Path, earlier: str, method: str, place: str
) -> None:
    (step,) = [each for each in WORKFLOW["jobs"]["lawdiff"]["steps"] if each.get("name") == "comment"]
    (tmp_path / "gh").write_text(GH, "utf-8")
    (tmp_path / "gh").chmod(0o755)
    env = environment(tmp_path) | {
        "CALLS": str(tmp_path / "calls"),
        "EARLIER": earlier,
        "REPOSITORY": "o/r",
        "NUMBER": "7",
    }
    env["PATH"] = f"{tmp_path}:{env['PATH']}"
    subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=tmp_path,
        env=env,
        check=True,
    )
    calls = (tmp_path / "calls").read_text("utf-8").splitlines()
    assert calls[calls.index("--method") + 1] == method
    assert calls[-3] == place
    assert calls[-1] == "body=@lawdiff-report/comment.md"


def test_the_example_uses_what_the_action_has() -> None:
    steps = WORKFLOW["jobs"]["lawdiff"]["steps"]
    (step,) = [each for each in steps if "lawdiff@" in each.get("uses", "")]
    assert set(step["with"]) <= set(ACTION["inputs"])
    assert any(each.get("with", {}).get("fetch-depth") == 0 for each in steps)


def test_the_hook_for_pre_commit(tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    example = yaml.safe_load((ROOT / "examples" / "pre-commit-config.yaml").read_text("utf-8"))
    (used,) = example["repos"][0]["hooks"]
    assert used["id"] == hook["id"]
    made = Repository.at(tmp_path)
    made.write("bill.xml", bill(OLD))
    made.commit("before")
    program, *arguments = hook["entry"].split()
    assert program == "lawdiff"
    assert not hook["pass_filenames"]
    made.lawdiff(*arguments, *used["args"])
    made.write("bill.xml", bill(NEW))
    made.git("add", "bill.xml")
    assert "gate: money" in made.lawdiff(*arguments, *used["args"], code=1)


def test_the_job_for_gitlab(tmp_path: Path) -> None:
    job = yaml.safe_load((ROOT / "examples" / "gitlab-ci.yml").read_text("utf-8"))["lawdiff"]
    (script,) = job["script"]
    made = Repository.at(tmp_path)
    made.write("bill.xml", bill(OLD))
    base = made.commit("before")
    made.write("bill.xml", bill(NEW))
    head = made.commit("after")
    (tmp_path / "lawdiff" / "bin").mkdir(parents=True)
    program = tmp_path / "lawdiff" / "bin" / "lawdiff"
    program.write_text(f'#!/bin/sh\nexec "{PROGRAM[0]}" -m lawdiff "$@"\n', "utf-8")
    program.chmod(0o755)
    env = {"CI_BUILDS_DIR": str(tmp_path), "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_COMMIT_SHA": head}
    made.run("sh", "-e", "-c", script, code=1, env=env)
    assert (made.folder / job["artifacts"]["paths"][0] / "comment.md").is_file()


def test_the_example_of_settings_can_be_followed(tmp_path: Path) -> None:
    made = Repository.at(tmp_path)
    made.write("old.xml", bill(OLD))
    made.write("new.xml", bill(NEW))
    made.write("lawdiff.toml", (ROOT / "examples" / "lawdiff.toml").read_text("utf-8"))
    made.commit("all")
    made.lawdiff("diff", "old.xml", "new.xml")
    made.lawdiff("diff", "old.xml", "new.xml", "--profile", "ci", code=1)
    made.lawdiff("ci", "--base", "HEAD", "--profile", "ci")
