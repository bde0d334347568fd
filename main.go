// Feyre is a Discord bot for tabletop role-playing games: dice, initiative, characters.
package main

import (
	"os"

	"feyre/internal/cli"
)

func main() { os.Exit(cli.Main()) }
