import { byId, figure, grouped } from './dom.js';

// ago is a time in seconds as people say it.
function ago(seconds) {
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
  return seconds < 172800 ? `${Math.round(seconds / 3600)} h ago` : `${Math.round(seconds / 86400)} days ago`;
}

// showCounts tells what this bot has done so far and how it is.
export async function showCounts() {
  const stats = await fetch('public/stats').then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
  if (!stats) {
    byId('counts').replaceChildren(figure('Health', 'The figures are not available right now.'));
    return;
  }
  const list = [figure('Commands', grouped(stats.commands)), figure('Users', grouped(stats.users)),
    figure('Servers', grouped(stats.guilds)), figure('Reach', grouped(stats.reach))];
  if (stats.sync_age_seconds !== undefined) list.push(figure('Mirrored', ago(stats.sync_age_seconds)));
  list.push(figure('Health', stats.health === 'ok' ? 'All parts work' : 'A part does not work', stats.health === 'ok' ? 'well' : 'ill'));
  byId('counts').replaceChildren(...list);
  byId('invite').hidden = !stats.invite;
  if (stats.invite) byId('invite').href = stats.invite;
}
