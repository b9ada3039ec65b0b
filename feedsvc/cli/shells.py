"""What shells and manuals are given: completion, man."""

from __future__ import annotations

import click
from click.shell_completion import ZshComplete, add_completion_class, get_completion_class

from feedsvc.cli.manual import manual_page
from feedsvc.cli.usage import Word


@add_completion_class
class Zsh(ZshComplete):
    """Click's, which as a file in $fpath answers nothing the second time that it is asked."""

    source_template = ZshComplete.source_template.replace(
        "$zsh_eval_context[-1] == loadautofunc", "$funcstack[1] == _%(prog_name)s"
    )


@click.command()
@click.argument("shell", type=Word(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what makes a shell complete commands and sources.

    \b
    bash  feedsvc completion bash > ~/.local/share/bash-completion/completions/feedsvc
    zsh   feedsvc completion zsh > a file _feedsvc in a directory of $fpath
    fish  feedsvc completion fish > ~/.config/fish/completions/feedsvc.fish
    """
    complete = get_completion_class(shell)
    assert complete is not None, "click knows the three"
    click.echo(complete(context.find_root().command, {}, "feedsvc", "_FEEDSVC_COMPLETE").source())


@click.command()
@click.pass_context
def man(context: click.Context) -> None:
    """Print the manual page.

    Read it with `feedsvc man | man -l -`.
    """
    from importlib.metadata import version

    click.echo(manual_page(context.find_root().command, version("feedsvc")), nl=False)
