// Package terminal is the face of Feyre that needs no Discord: slash commands are read as lines, replies are written as text.
//
//	/roll expression:4d6k3     a command as one would type it in Discord
//	/roll 4d6k3                the name of a sole required option may be left out
//	press init/next            press a button that the last reply lists as [init/next]
//	press init/edit name:Bob   the same, with what its modal would ask for
//	as 7, in 42                be another user, be in another channel
//
// Where input and output are a terminal, lines are edited with history and completion, and replies have color. Everywhere else
// the output is plain: one reply after the other, fit for scripts.
package terminal
