// The page: takes server-sent ticks, keeps the points of the charts, and shows the stream that is selected.
import { Chart } from "./charts.js";
import { clock, element, millis, perSecond, short, whole } from "./format.js";
import { Pipeline } from "./pipeline.js";

const $ = (id) => document.getElementById(id);
const PHASES = { STARTING: "starting", RUNNING: "running", DRAINING: "draining", PASSED: "all checks held", FAILED: "a check failed", INTERRUPTED: "interrupted", LOST: "connection lost" };

const pipeline = new Pipeline($("pipeline"));
const rateChart = new Chart($("rate"));
const latencyChart = new Chart($("latency"), { log: true });
const driftChart = new Chart($("drift"), { height: 210, least: -2, most: (data) => 2.5 * (data[data.length - 1][0] ?? 1) });

let selected = decodeURIComponent(location.hash.slice(1)) || null;
let status = null;
let rates = [];
let drifts = [];

function connect() {
  const source = new EventSource("/api/events");
  let fresh = true;
  source.addEventListener("tick", (event) => {
    if (fresh) [rates, drifts, fresh] = [[], [], false]; // a new connection gets every point again
    take(JSON.parse(event.data));
  });
  source.addEventListener("error", () => {
    fresh = true;
    if (status == null || !["PASSED", "FAILED", "INTERRUPTED"].includes(status.phase)) phase("LOST");
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 2000);
  });
}

function take(tick) {
  status = tick.status;
  rates.push(...tick.rates);
  drifts.push(...tick.drifts);
  show();
}

function show() {
  phase(status.phase);
  $("title").textContent = status.title;
  $("progress").hidden = status.plannedSeconds == null;
  $("progress").value = status.plannedSeconds ? Math.min(1, status.elapsedSeconds / status.plannedSeconds) : 0;
  $("elapsed").textContent = clock(status.elapsedSeconds) + (status.plannedSeconds ? " of " + clock(status.plannedSeconds) : "");
  $("addresses").replaceChildren(
    ...Object.entries(status.addresses).map(([name, address]) => element("div", {}, element("dt", {}, name), element("dd", {}, address))),
  );
  showTiles();
  showTabs();
  const stream = status.streams.find((s) => s.name === selected);
  if (stream) showStream(stream);
  showChecks();
}

function phase(name) {
  $("phase").textContent = PHASES[name];
  $("phase").dataset.phase = name;
}

function showTiles() {
  const { plan, latencyMillis: latency, latenessMillis: lateness, driftAlarms: alarms } = status;
  const share = status.events ? (100 * status.labels) / status.events : 0;
  const injected = status.streams.reduce((sum, s) => sum + s.bursts.reduce((n, b) => n + b.events, 0), 0);
  const late = plan && status.elapsedSeconds > 2 && !plan.met;
  const tiles = [
    ["Events", whole(status.events), "on " + status.streams.length + (status.streams.length === 1 ? " stream" : " streams")],
    ["Rate", perSecond(plan?.achieved), plan?.asked == null ? "as fast as it goes" : "of " + perSecond(plan.asked) + " asked", late ? "bad" : ""],
    ["Latency p99", millis(latency?.p99), latency ? "p50 " + short(latency.p50) + " · p99.9 " + short(latency.p999) : "to acknowledgement"],
    ["Lateness p99", millis(lateness?.p99), lateness ? "p50 " + short(lateness.p50) + " · max " + short(lateness.max) : "against the plan"],
    ["Labels joined", whole(status.labels), status.events ? (Math.floor(share * 100) / 100).toFixed(2) + " % of events" : "by event id"],
    ["Bursts", whole(status.bursts), whole(injected) + " events injected"],
    ["Drift alarms", whole(alarms.beforeDrift) + " · " + whole(alarms.afterDrift), "before · after drift", alarms.beforeDrift > 0 ? "bad" : ""],
  ];
  $("tiles").replaceChildren(
    ...tiles.map(([name, value, note, tone]) =>
      element("div", {}, element("dt", {}, name), element("dd", { class: "number " + (tone ?? "") }, value), element("p", {}, note)),
    ),
  );
}

function showTabs() {
  const names = status.streams.map((s) => s.name);
  if (!names.includes(selected)) selected = names[0] ?? null;
  const key = JSON.stringify([names, selected, status.streams.map((s) => s.alarms.length)]);
  if ($("tabs").dataset.key === key) return;
  $("tabs").dataset.key = key;
  $("tabs").replaceChildren(...status.streams.map(tab));
}

function tab(stream) {
  const on = stream.name === selected;
  const button = element("button", { role: "tab", "aria-selected": String(on), "aria-controls": "panel", tabindex: on ? 0 : -1 }, stream.name);
  if (stream.alarms.length) button.append(element("span", { class: "alarm" }, "▲ " + stream.alarms.length + (stream.alarms.length === 1 ? " alarm" : " alarms")));
  button.addEventListener("click", () => select(stream.name));
  button.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const names = status.streams.map((s) => s.name);
    select(names[(names.indexOf(selected) + step + names.length) % names.length]);
    $("tabs").querySelector("[aria-selected=true]").focus();
  });
  return button;
}

function select(name) {
  selected = name;
  history.replaceState(null, "", "#" + encodeURIComponent(name));
  show();
}

function showStream(stream) {
  showDial(stream);
  const points = rates.filter((r) => r.stream === stream.name);
  pipeline.show(stream, { ...stream.topicRates, published: lastRate(points) });
  const bursts = stream.bursts.map((b) => ({ at: b.atSeconds, until: b.untilSeconds ?? b.atSeconds + 1, kind: "burst", text: b.scenario }));
  const dial = stream.driftSinceSeconds == null ? [] : [{ at: stream.driftSinceSeconds, kind: "drift", text: "drift turned on" }];
  const x = points.map((p) => p.atSeconds);
  rateChart.show(
    x,
    [
      { label: "asked", dash: [6, 4], colour: "--soft", values: points.map((p) => p.asked) },
      { label: "achieved", width: 2, values: points.map((p) => p.achieved) },
    ],
    [...bursts, ...dial],
    `Rate of ${stream.name}: ${perSecond(stream.plan?.achieved)} of ${perSecond(stream.plan?.asked)}`,
  );
  const quantile = (name) => points.map((p) => p.latencyMillis?.[name] || null);
  latencyChart.show(
    x,
    [
      { label: "p50", values: quantile("p50") },
      { label: "p99", values: quantile("p99") },
      { label: "p99.9", values: quantile("p999") },
    ],
    [],
    `Latency of ${stream.name}: p99 ${millis(stream.latencyMillis?.p99)}`,
  );
  showDrift(stream, bursts, dial);
  showBursts(stream);
}

// The field shows the plan at work unless somebody is writing into it.
function showDial(stream) {
  const over = ["PASSED", "FAILED", "INTERRUPTED"].includes(status.phase);
  const field = $("dial-plan");
  if ($("dial").dataset.stream !== stream.name) {
    $("dial").dataset.stream = stream.name;
    field.value = stream.rate;
    answer("");
  } else if (document.activeElement !== field && !$("dial").dataset.draft) {
    field.value = stream.rate;
  }
  field.disabled = over;
  $("dial").querySelector("button").disabled = over;
}

function answer(text, tone) {
  $("dial-answer").textContent = text;
  $("dial-answer").className = tone ?? "";
}

async function change(event) {
  event.preventDefault();
  const body = JSON.stringify({ stream: selected, rate: $("dial-plan").value.trim() || "0" });
  try {
    const response = await fetch("/api/rate", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    const told = await response.json();
    if (response.ok) {
      delete $("dial").dataset.draft;
      $("dial-plan").blur();
    }
    answer(response.ok ? "changed at " + clock(told.atSeconds) : told.error, response.ok ? "ok" : "no");
  } catch {
    answer("no answer from the run", "no");
  }
}

$("dial").addEventListener("submit", change);
$("dial-plan").addEventListener("input", () => ($("dial").dataset.draft = "yes"));
$("dial-plan").addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  delete $("dial").dataset.draft;
  $("dial-plan").blur();
});

const lastRate = (points) => {
  const recent = points.slice(-4);
  return recent.length ? recent.reduce((sum, p) => sum + p.achieved, 0) / recent.length : 0;
};

function showDrift(stream, bursts, dial) {
  const windows = drifts.filter((d) => d.stream === stream.name);
  if (!windows.length) {
    $("severity").replaceChildren(element("p", { class: "empty" }, "No window has been judged yet."));
    return;
  }
  const features = [...new Set(windows.flatMap((w) => w.features.map((f) => f.name)))];
  const of = (window, name) => window.features.find((f) => f.name === name)?.logStatistic ?? null;
  const alarms = windows.filter((w) => w.alarm).map((w, i) => ({ at: w.atSeconds, kind: "alarm", text: i === 0 ? "alarm" : null }));
  const last = windows[windows.length - 1];
  driftChart.show(
    windows.map((w) => w.atSeconds),
    [
      ...features.map((name) => ({ label: name, width: 1.3, values: windows.map((w) => of(w, name)) })),
      { label: "stream", colour: "--text", width: 2.4, values: windows.map((w) => w.logStatistic) },
      { label: "threshold", colour: "--bad", dash: [6, 4], values: windows.map((w) => w.logThreshold) },
    ],
    [...bursts.map((b) => ({ ...b, text: null })), ...dial.map((d) => ({ ...d, text: null })), ...alarms],
    `Drift of ${stream.name}: ${windows.length} windows, log statistic ${short(last.logStatistic)} against ${short(last.logThreshold)}, ${alarms.length} alarms`,
  );
  showSeverity(last);
}

function showSeverity(window) {
  const worst = [...window.features].sort((a, b) => b.severityPsi - a.severityPsi);
  const full = Math.max(0.25, worst[0]?.severityPsi ?? 0);
  const row = (f) => {
    const tone = f.severityPsi >= 0.25 ? "bad" : f.severityPsi >= 0.1 ? "warn" : "";
    const bar = element("span", { class: "bar " + tone, style: `width:${(100 * Math.max(0, f.severityPsi)) / full}%` });
    return element("tr", {}, element("td", {}, f.name), element("td", {}, bar), element("td", { class: "right" }, Math.max(0, f.severityPsi).toFixed(3)), element("td", { class: "right" }, (100 * f.novelShare).toFixed(2) + " %"));
  };
  const head = ["feature", "", "PSI", "never seen"].map((text, i) => element("th", { scope: "col", class: i > 1 ? "right" : null }, text));
  const table = element("table", { class: "bars" }, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...worst.slice(0, 8).map(row)));
  $("severity").replaceChildren(table);
}

function showBursts(stream) {
  if (!stream.bursts.length) {
    $("bursts").replaceChildren(element("p", { class: "empty" }, "No burst has been commanded yet."));
    return;
  }
  const columns = [["burst"], ["scenario"], ["commanded at"], ["state"], ["victims", 1], ["events", 1], ["asked", 1]];
  const head = columns.map(([text, right]) => element("th", { scope: "col", class: right ? "right" : null }, text));
  const row = (b) =>
    element(
      "tr",
      {},
      ...[b.burstId, b.scenario, clock(b.atSeconds), b.state].map((text) => element("td", {}, text)),
      ...[b.victims, b.events, b.askedEvents].map((n) => element("td", { class: "right" }, whole(n))),
    );
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...stream.bursts.map(row)));
  $("bursts").replaceChildren(element("div", { class: "scroll" }, table));
}

function showChecks() {
  $("verdict").hidden = !status.checks.length;
  const line = (check) => element("li", {}, element("b", { class: check.ok ? "ok" : "no" }, check.ok ? "✓ held" : "✗ failed"), check.message);
  $("checks").replaceChildren(...status.checks.map(line));
}

// With ?still the page shows one moment and stays as it is, with ?only=pipeline that part alone: for pictures and print.
const query = new URLSearchParams(location.search);
if (query.get("only") === "pipeline") document.body.classList.add("only-pipeline");
if (query.has("still")) {
  take(await (await fetch("/api/points")).json());
} else {
  connect();
}
