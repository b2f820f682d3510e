"""`sitegen completion SHELL`."""

import click

VARIABLE = "_SITEGEN_COMPLETE"
"""The environment variable by which a shell asks for completions."""


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish", "powershell"]))
def completion(shell: str) -> None:
    """Print the script by which a shell completes commands.

    \b
    bash        add to ~/.bashrc:  eval "$(sitegen completion bash)"
    zsh         add to ~/.zshrc:   eval "$(sitegen completion zsh)"
    fish        sitegen completion fish > ~/.config/fish/completions/sitegen.fish
    powershell  add to $PROFILE:
                sitegen completion powershell | Out-String | Invoke-Expression

    Example: sitegen completion fish
    """
    from click.shell_completion import get_completion_class

    from sitegen.cli import powershell

    powershell.register()
    script = get_completion_class(shell)
    assert script is not None
    commands = click.get_current_context().find_root().command
    click.echo(script(commands, {}, "sitegen", VARIABLE).source())
