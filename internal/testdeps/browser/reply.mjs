// A page that shows replies as Discord would, from the JSON that the bot sent.

const style = `
body { margin: 0; padding: 24px 28px; width: 620px; box-sizing: border-box; background: #313338; color: #dbdee1; font: 16px/1.375 "gg sans", "Noto Sans", "DejaVu Sans", sans-serif; }
.message { display: flex; gap: 16px; margin-bottom: 20px; } .message:last-child { margin: 0; }
.face { flex: none; width: 40px; height: 40px; border-radius: 50%; background: #5865f2; } .who { font-weight: 600; color: #f2f3f5; }
.app { margin-left: 6px; padding: 1px 5px; border-radius: 4px; background: #5865f2; color: #fff; font-size: 11px; font-weight: 600; }
.asked { margin: -2px 0 4px 56px; color: #b5bac1; font-size: 14px; } .asked b { color: #c9cdfb; font-weight: 600; }
.embed { max-width: 432px; margin-top: 6px; padding: 12px 16px; border-left: 4px solid; border-radius: 4px; background: #2b2d31; font-size: 14px; }
.title { margin-bottom: 8px; color: #f2f3f5; font-size: 16px; font-weight: 600; }
pre { margin: 4px 0 8px; padding: 8px; border: 1px solid #1e1f22; border-radius: 4px; background: #1e1f22; font: 14px ui-monospace, "DejaVu Sans Mono", monospace; }
code { padding: 2px 4px; border-radius: 3px; background: #1e1f22; font: 85% ui-monospace, "DejaVu Sans Mono", monospace; }
small { color: #949ba4; font-size: 12px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.button { padding: 6px 16px; border-radius: 4px; background: #4e5058; color: #fff; font-size: 14px; font-weight: 500; } .button.s1 { background: #5865f2; } .button.s3 { background: #248046; } .button.s4 { background: #da373c; }`;

const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.codePointAt(0)};`);

// marked reads the few marks of Discord's Markdown that replies use.
function marked(text) {
  return escape(text.trim())
    .replace(/```\w*\n?([^]*?)\n?```\n?/g, '<pre>$1</pre>')
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>').replace(/~~([^~]+)~~/g, '<s>$1</s>').replace(/__([^_]+)__/g, '<u>$1</u>')
    .replace(/\\([^\w\s])/g, '$1').replace(/^-# (.*)$/gm, '<small>$1</small>').replace(/\n/g, '<br>').replace(/<\/pre><br>/g, '</pre>');
}

function embed({ title, description, color, fields = [] }) {
  const border = `#${(color ?? 0x1e1f22).toString(16).padStart(6, '0')}`;
  const more = fields.map((field) => `<p><b>${marked(field.name)}</b><br>${marked(field.value)}</p>`).join('');
  return `<div class="embed" style="border-color:${border}"><div class="title">${marked(title ?? '')}</div>${marked(description ?? '')}${more}</div>`;
}

function message({ asked, reply }, face) {
  const buttons = (reply.components ?? []).map((row) =>
    `<div class="row">${row.components.map((one) => `<span class="button s${one.style}">${escape(one.label)}</span>`).join('')}</div>`).join('');
  return `<div class="asked"><b>Mira</b> used <b>${escape(asked)}</b></div><div class="message"><img class="face" src="${face}">
    <div><span class="who">Feyre</span><span class="app">APP</span><div>${marked(reply.content ?? '')}</div>${(reply.embeds ?? []).map(embed).join('')}${buttons}</div></div>`;
}

// conversation is the whole page.
export function conversation(messages, face) {
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${messages.map((one) => message(one, face)).join('')}`;
}
