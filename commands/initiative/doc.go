// Package initiative is /init: whose turn it is, in one fight per channel, without character sheets.
//
// The order is a list, highest score first, then the higher modifier, then who came first; /init move and /init enter change it
// by hand and adjust the score that they overrule. In each round everybody has exactly one turn: who joins above the combatant
// whose turn it is waits for the next round, who is rerolled past it neither loses a turn nor gets a second. So the next turn is
// the first in the list, from the current one on and then from the top, of those who had none in this round.
//
// Tracker is the whole fight as plain data: it knows no store and no people's rights. Operations load it, change it in one
// atomic step, and show it; what they show to a channel never holds what is hidden.
package initiative
