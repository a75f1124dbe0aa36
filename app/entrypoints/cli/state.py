"""What the other commands know of a running copy: its state file, checked against the processes that are there."""

import json
from pathlib import Path
from typing import Any

from app.embedded.datadir import DataDir
from app.embedded.processes import start_ticks


def read_running(data_dir: Path) -> dict[str, Any]:
    """Return the state of the copy on this folder, its status corrected when its supervisor is gone."""
    state = DataDir(data_dir).read_state()
    if not state:
        return {"status": "absent", "processes": {}}
    pid, ticks = state.get("supervisor_pid"), state.get("supervisor_start_ticks")
    if state.get("status") != "stopped" and (not pid or start_ticks(pid) != ticks):
        state["status"] = "gone"
    for process in state["processes"].values():
        if process["pid"] is None or start_ticks(process["pid"]) != process["start_ticks"]:
            process["pid"] = None
            if process["state"] == "running":
                process["state"] = "gone"
    return state


def read_environment(data_dir: Path) -> dict[str, str]:
    """Return the VITRINE_* settings of the copy that runs on this folder. Raises: FileNotFoundError, ValueError."""
    settings = json.loads((data_dir / "environment.json").read_text())
    return {str(name): str(value) for name, value in settings.items()}
