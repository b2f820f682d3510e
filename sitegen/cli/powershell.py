"""Completion in PowerShell, which click knows no script for."""

import os

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, split_arg_string

_SCRIPT = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $typed = $commandAst.ToString()
    $env:%(complete_var)s = "powershell_complete"
    $env:COMP_WORDS = $typed.Substring(0, [Math]::Min($cursorPosition, $typed.Length))
    $env:COMP_CWORD = $wordToComplete
    try {
        %(prog_name)s | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $help)
        }
    }
    finally {
        Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_CWORD -ErrorAction SilentlyContinue
    }
}
"""


class PowerShellComplete(ShellComplete):
    """Completions as lines of a value, a tab and what it is; PowerShell completes files by itself."""

    name = "powershell"
    source_template = _SCRIPT

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one that is typed, and that one."""
        words = split_arg_string(os.environ["COMP_WORDS"])
        typed = os.environ.get("COMP_CWORD", "")
        return words[1:-1] if typed and words[-1:] == [typed] else words[1:], typed

    def format_completion(self, item: CompletionItem) -> str:
        """Return the line of a completion."""
        return f"{item.value}\t{item.help or item.value}"

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Return the completions, without the marker for files."""
        return [item for item in super().get_completions(args, incomplete) if item.type == "plain"]


def register() -> None:
    """Let click know PowerShell."""
    add_completion_class(PowerShellComplete)
