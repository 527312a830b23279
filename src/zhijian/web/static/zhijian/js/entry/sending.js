/* The line to the server: who asks, with which token, and what the different ways to fail mean. */
import { table } from "./cells.js";

const PATIENCE = 20000; // milliseconds until a request counts as lost

/* A token of a session that was renewed in another tab is in the cookie. */
function csrfToken() {
  const found = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
  return found ? decodeURIComponent(found[1]) : table.dataset.csrf;
}

/* The server's answer, or an object that says why there is none: {trouble: offline | session_over | refused, status}. */
export async function ask(method, url, body) {
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(url, {
      method,
      credentials: "same-origin",
      redirect: "error",
      signal: stop.signal,
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json",
        "X-CSRFToken": csrfToken(),
        "X-Zhijian-User": table.dataset.user,
      },
      body: JSON.stringify(body),
    });
    if (answer.status === 401) return { trouble: "session_over", status: 401 };
    const read = await answer.json().catch(() => ({}));
    if (answer.ok) return read;
    return { trouble: "refused", status: answer.status, message: read.message ?? "" };
  } catch {
    return { trouble: "offline", status: 0 };
  } finally {
    clearTimeout(patience);
  }
}
