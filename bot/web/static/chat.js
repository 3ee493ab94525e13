// The chat without reloading. Everything here also works without this file:
// forms post, pages come back. It sends forms in the background, takes what
// changed from a stream of fragments, and never moves the focus by itself,
// except into a dialog that opens and back.
"use strict";

(() => {
	const page = document.body.dataset;
	const byId = (id) => document.getElementById(id);
	const log = byId("log"), talks = byId("talks"), say = byId("say"), notice = byId("notice");
	if (!log) return; // a page that only says sorry
	const mostTalks = 300;
	let cursor = page.cursor;

	for (const hint of document.querySelectorAll("[data-script]")) hint.hidden = false;

	const parse = (html) => {
		const t = document.createElement("template");
		t.innerHTML = html;
		return t.content.firstElementChild;
	};
	const tell = (text) => { notice.textContent = text || ""; };

	// --- what changes ---------------------------------------------------------

	// replace shows the new state of a message and keeps what the reader was
	// doing in it: the focus, a choice not yet confirmed, a menu that is open.
	const replace = (old, now) => {
		const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
		const chosen = [...old.querySelectorAll("select")].map((s) => [s.id, s.value]);
		const more = old.querySelector("details.more[open]");
		old.setAttribute("aria-live", "off"); // an edit is not read out as if it were new
		old.className = now.className;
		for (const name of ["data-changed", "data-gone"]) {
			if (now.hasAttribute(name)) old.setAttribute(name, now.getAttribute(name));
			else old.removeAttribute(name);
		}
		old.replaceChildren(...now.childNodes);
		for (const [id, value] of chosen) {
			const s = byId(id);
			if (s && [...s.options].some((o) => o.value === value)) s.value = value;
		}
		if (more && old.querySelector("details.more")) old.querySelector("details.more").open = true;
		if (focused && byId(focused)) byId(focused).focus({ preventScroll: true });
	};

	const arrived = () => {
		while (talks.querySelectorAll(".talk").length > mostTalks) {
			const oldest = talks.querySelector(".talk");
			if (oldest.contains(document.activeElement)) break;
			oldest.remove();
		}
		byId("newest").hidden = log.scrollTop > -150;
	};

	const onTalk = (html) => {
		const now = parse(html), old = byId(now.id);
		if (!old) {
			if (page.thread) return;
			talks.append(now);
			return arrived();
		}
		replace(old.querySelector("article"), now.querySelector("article"));
		if (!now.querySelector(".answer")) old.querySelector(".answer")?.remove();
	};

	const onAnswer = (html) => {
		const now = parse(html), old = byId(now.id);
		if (old) return replace(old, now);
		const section = byId("t" + now.dataset.root)?.querySelector(".thread");
		if (!section) return; // its talk is on an older page
		section.querySelector(".answers").append(now);
		section.hidden = false;
		arrived();
	};

	const onGone = (id) => {
		const old = byId(id.trim());
		if (!old) return;
		const section = old.closest(".thread"), talk = old.closest(".talk");
		const inside = (section ? old : talk).contains(document.activeElement);
		if (section) {
			old.remove();
			section.hidden = !section.querySelector("article");
		} else {
			talk.remove();
		}
		if (inside) log.focus({ preventScroll: true });
	};

	const onNews = (json) => {
		let here = 0;
		for (const [name, n] of Object.entries(JSON.parse(json))) {
			for (const badge of document.querySelectorAll(`[data-news="${CSS.escape(name)}"]`)) {
				badge.hidden = n === 0;
				badge.textContent = page.new.replace("%", n >= 100 ? "99+" : n);
			}
			if (name.startsWith("in ")) here += n;
		}
		document.title = document.title.replace(/^\(\d+\) /, "");
		if (here > 0) document.title = `(${here}) ${document.title}`;
	};

	// --- forms that open --------------------------------------------------------

	let opener = "";

	const show = (dialog) => {
		dialog.removeAttribute("open");
		dialog.showModal();
		(dialog.querySelector(".wrong") || dialog.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
		dialog.addEventListener("cancel", (e) => { // Escape
			e.preventDefault();
			dialog.querySelector("[data-cancel]").click();
		});
	};

	const onForm = (html) => {
		const now = parse(html), old = byId("form");
		if (!old) opener = document.activeElement?.id || "";
		old?.close();
		byId("form-place").replaceChildren(now);
		show(now);
	};

	const onNoForm = () => {
		const old = byId("form");
		if (!old) return;
		old.close();
		old.remove();
		(byId(opener) || say).focus({ preventScroll: true });
	};

	// --- the stream -------------------------------------------------------------

	let stream = null;
	const connect = () => {
		if (stream || "past" in page || document.hidden) return;
		const q = new URLSearchParams({ as: page.as, in: page.in, thread: page.thread, since: cursor });
		stream = new EventSource("/live?" + q);
		const handlers = { talk: onTalk, answer: onAnswer, gone: onGone, news: onNews, form: onForm, noform: onNoForm };
		for (const [name, handle] of Object.entries(handlers)) {
			stream.addEventListener(name, (e) => {
				cursor = e.lastEventId || cursor;
				handle(e.data);
			});
		}
	};
	const disconnect = () => {
		stream?.close();
		stream = null;
	};
	// Browsers allow six connections to one server: only windows in sight hold one.
	document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
	addEventListener("pagehide", disconnect);
	addEventListener("pageshow", connect);

	// --- what people do ---------------------------------------------------------

	// What is typed goes out one after the other; its box is free at once, and
	// gets it back when that fails.
	let typedBefore = Promise.resolve();

	const send = async (form, url, data) => {
		const box = form.querySelector("textarea[name=text]");
		data.delete("once");
		const body = new URLSearchParams(data);
		const same = url + " " + body;
		const once = form.failed?.same === same ? form.failed.once : crypto.randomUUID(); // sent again, it is one event
		body.set("once", once);
		let ok = false;
		try {
			const answer = await fetch(url, { method: "POST", body, headers: { "X-Wegwijs": "1" } });
			const said = await answer.json();
			tell(said.notice);
			ok = said.ok;
		} catch {
			tell(page.offline);
		}
		form.failed = ok ? null : { same, once };
		if (!ok && box) box.value = data.get("text") + (box.value && "\n" + box.value);
		if (!ok) return;
		if (form.closest(".log")) form.querySelectorAll("select").forEach((s) => { s.value = ""; });
		form.closest("details.more")?.removeAttribute("open");
	};

	document.addEventListener("submit", async (e) => {
		const form = e.target;
		if (!("live" in form.dataset) || "past" in page) return; // an older page has no stream to show what comes of it
		e.preventDefault();
		const url = e.submitter?.getAttribute("formaction") || form.getAttribute("action");
		const data = new FormData(form, e.submitter), box = form.querySelector("textarea[name=text]");
		if (box) {
			if (!box.value.trim()) return;
			box.value = "";
			suggest();
			log.scrollTo({ top: 0 });
			typedBefore = typedBefore.then(() => send(form, url, data));
			return;
		}
		if (form.getAttribute("aria-busy") === "true") return; // a double click is one press
		form.setAttribute("aria-busy", "true");
		await send(form, url, data);
		form.removeAttribute("aria-busy");
	});

	document.addEventListener("keydown", (e) => {
		const box = e.target;
		if (e.key === "Enter" && !e.shiftKey && !e.isComposing && box.matches?.("textarea[name=text]")) {
			e.preventDefault();
			box.form.requestSubmit();
		}
	});

	byId("newest").addEventListener("click", () => {
		log.scrollTo({ top: 0 });
		say.focus({ preventScroll: true });
	});
	log.addEventListener("scroll", () => { if (log.scrollTop > -150) byId("newest").hidden = true; }, { passive: true });

	// --- slash commands -----------------------------------------------------------

	const hints = byId("hints");
	const items = hints ? [...hints.querySelectorAll("[data-insert]")] : [];
	for (const item of items) {
		const b = document.createElement("button");
		b.type = "button";
		b.append(...item.childNodes);
		item.append(b);
		b.addEventListener("click", () => {
			say.value = item.dataset.insert;
			say.focus();
			hints.open = false;
		});
	}
	const suggest = () => {
		if (!hints) return;
		const typed = say.value.startsWith("/") && !say.value.includes("\n") ? say.value.toLowerCase() : "";
		for (const item of items) item.hidden = typed !== "" && !item.dataset.insert.startsWith(typed);
		hints.open = typed !== "" && items.some((i) => !i.hidden);
	};
	say.addEventListener("input", suggest);
	say.form.addEventListener("keydown", (e) => {
		if (!hints?.open) return;
		const shown = items.filter((i) => !i.hidden).map((i) => i.firstElementChild);
		const at = shown.indexOf(document.activeElement);
		if (e.key === "Escape") {
			hints.open = false;
			say.focus();
		} else if (e.key === "ArrowDown" && (at >= 0 || e.target === say)) {
			shown[(at + 1) % shown.length]?.focus();
		} else if (e.key === "ArrowUp" && (at >= 0 || e.target === say)) {
			shown[(at > 0 ? at : shown.length) - 1]?.focus();
		} else {
			return;
		}
		e.preventDefault();
	});

	const open = byId("form");
	if (open) show(open);
	else if (matchMedia("(hover: hover)").matches && !location.hash) say.focus({ preventScroll: true });
	connect();
})();
