// The province's page: reads Prometheus behind the same address (/prometheus/), and places.json beside it where
// the province has put one: {"DN07": {"commune": "Xã Nam Giang", "lat": 15.65, "lon": 107.66}, …}.
"use strict";

const STATES = { well: "Tốt", ill: "Cần xem", silent: "Không liên lạc" };
const SHAPES = { well: "●", ill: "▲", silent: "■" };
const RINGS = { 1: "thử trước", 2: "đợt sớm", 3: "đại trà" };
const EVERY_MS = 60000;
let kiosks = [];

const at = (id) => document.getElementById(id);

// Whatever a figure or a label says is set as text, never as markup.
function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

async function asked(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function gathered(found, places) {
  const all = new Map();
  for (const one of found.data.result) {
    const name = one.metric.kiosk;
    if (!name) continue;
    if (!all.has(name)) all.set(name, { name, province: one.metric.province || "" });
    all.get(name)[one.metric.__name__.replace("kiosk_fleet_", "")] = Number(one.value[1]);
  }
  for (const kiosk of all.values()) {
    const place = places[kiosk.name] || {};
    kiosk.commune = String(place.commune || "");
    kiosk.lat = Number(place.lat);
    kiosk.lon = Number(place.lon);
    kiosk.oldest = kiosk.oldest_seconds || 0;
    kiosk.state = state(kiosk);
  }
  return [...all.values()].sort((a, b) => b.oldest - a.oldest || a.name.localeCompare(b.name));
}

function state(kiosk) {
  if (!kiosk.online) return "silent";
  return wrong(kiosk).length ? "ill" : "well";
}

// In words, the gravest first.
function wrong(kiosk) {
  const told = [
    [kiosk.two_of_a_name, "hai máy cùng tên"],
    [!kiosk.sound || kiosk.damaged > 0, "hàng đợi hỏng"],
    [!kiosk.accepting, "không nhận hồ sơ"],
    [!kiosk.link_up, "không tới được cổng"],
    [kiosk.attention > 0, `${kiosk.attention} hồ sơ bị từ chối`],
    [kiosk.clock_doubtful, "đồng hồ không tin được"],
    [kiosk.certificate_days < 10, `chứng thư còn ${Math.max(0, kiosk.certificate_days)} ngày`],
  ].filter(([holds]) => holds).map(([, words]) => words);
  if (kiosk.warnings > 0) told.push(`máy nhắc cán bộ ${kiosk.warnings} điều`);
  return told;
}

function span(seconds) {
  if (!seconds) return "–";
  if (seconds < 3600) return `${Math.max(1, Math.round(seconds / 60))} phút`;
  if (seconds < 172800) return `${Math.round(seconds / 3600)} giờ`;
  return `${Math.round(seconds / 86400)} ngày`;
}

function version(number) {
  if (!number) return "–";
  return `${Math.floor(number / 1e6)}.${Math.floor(number / 1e3) % 1e3}.${number % 1e3}`;
}

function showAll() {
  const waiting = kiosks.reduce((sum, one) => sum + (one.undelivered || 0), 0);
  const told = [
    ["Kiosk", kiosks.length],
    ["Đang liên lạc", kiosks.filter((one) => one.state !== "silent").length],
    ["Cần xem", kiosks.filter((one) => one.state === "ill").length],
    ["Hồ sơ đang chờ", waiting],
    ["Hồ sơ chờ lâu nhất", span(Math.max(0, ...kiosks.map((one) => one.oldest)))],
  ];
  at("all").replaceChildren(...told.map(([name, value]) => {
    const box = element("div");
    box.append(element("dt", name), element("dd", String(value)));
    return box;
  }));
}

function showWrong(alerts) {
  const firing = alerts.data.alerts.filter((one) => one.state === "firing");
  const rows = firing.map((one) => element("li", `${one.annotations.summary || one.labels.alertname}. ${one.annotations.what_to_do || ""}`));
  at("wrong").replaceChildren(...(rows.length ? rows : [element("li", "Không có việc nào.")]));
}

function showList() {
  const words = at("words").value.trim().toLocaleLowerCase("vi");
  const wanted = at("state").value;
  const shown = kiosks.filter((one) => (!wanted || one.state === wanted) && `${one.name} ${one.commune}`.toLocaleLowerCase("vi").includes(words));
  at("list").replaceChildren(...shown.map((one) => {
    const row = element("tr");
    const head = element("th", one.name);
    head.scope = "row";
    row.append(head, element("td", one.commune || "–"), element("td", [`${SHAPES[one.state]} ${STATES[one.state]}`, ...(one.state === "ill" ? [wrong(one).join("; ")] : [])].join(": "), one.state),
      element("td", String(one.undelivered || 0)), element("td", span(one.oldest)), element("td", version(one.version)),
      element("td", one.edition ? String(one.edition) : "–"), element("td", RINGS[one.ring] || "–"));
    return row;
  }));
}

const ERRANDS = { follow_up: "Theo dõi hồ sơ", before_coming: "Hỏi trước khi đến", due_services: "Việc đến hạn", queue_ticket: "Lấy số", payment: "Nộp phí", rating: "Đánh giá", petition: "Phản ánh, kiến nghị", certified_copy: "Bản sao chứng thực", filing: "Nộp hồ sơ (chưa chọn thủ tục)", other: "Khác" };
const STEPS = { procedures: "chọn thủ tục", papers: "giấy tờ cần có", consent: "đồng ý", sign_in: "đăng nhập", phone_sign_in: "đăng nhập bằng điện thoại", who_helps: "người giúp", form: "điền tờ khai", scan: "quét giấy tờ", review: "xem lại", code: "nhập mã", staff_check: "cán bộ đối chiếu", look_up: "tra cứu", compare: "so bản chụp", petitioner: "người gửi", other: "khác" };

// Shares only of those whose parts were told: of the others nobody may know.
function share(part, whole) {
  return whole ? `${Math.round((100 * part) / whole)} %` : "–";
}

function showErrands(found) {
  const all = new Map();
  for (const one of found.data.result) {
    const { errand, step, what } = one.metric;
    if (!errand || !what) continue;
    if (!all.has(errand)) all.set(errand, { errand, steps: [] });
    if (what === "left" && step) all.get(errand).steps.push([step, Number(one.value[1])]);
    else all.get(errand)[what] = Number(one.value[1]);
  }
  const rows = [...all.values()].sort((a, b) => (b.begun || 0) - (a.begun || 0)).map((one) => {
    const row = element("tr");
    const head = element("th", ERRANDS[one.errand] || one.errand);
    head.scope = "row";
    const steps = one.steps.sort((a, b) => b[1] - a[1]).map(([step, number]) => `${STEPS[step] || step}: ${number}`).join("; ");
    row.append(head, element("td", String(one.begun || 0)), element("td", share(one.finished, one.judged)),
      element("td", share(one.helped, one.judged)), element("td", one.begun ? (one.minutes / one.begun).toFixed(1) : "–"), element("td", steps || "–"));
    return row;
  });
  if (!rows.length) {
    const row = element("tr");
    const cell = element("td", "Chưa đủ số liệu.");
    cell.colSpan = 6;
    row.append(cell);
    rows.push(row);
  }
  at("errands").replaceChildren(...rows);
}

function showVersions() {
  const counts = new Map();
  for (const one of kiosks) {
    const key = [version(one.version), one.edition || "–", RINGS[one.ring] || "–"].join("|");
    counts.set(key, (counts.get(key) || 0) + 1);
  }
  at("versions").replaceChildren(...[...counts].sort().map(([key, number]) => {
    const row = element("tr");
    for (const text of [...key.split("|"), String(number)]) row.append(element("td", text));
    return row;
  }));
}

function showMap() {
  const known = kiosks.filter((one) => Number.isFinite(one.lat) && Number.isFinite(one.lon));
  if (!known.length) {
    at("map").replaceChildren(element("p", "Chưa có places.json với tọa độ các kiosk; danh sách dưới đây có đủ."));
    return;
  }
  const lats = known.map((one) => one.lat);
  const lons = known.map((one) => one.lon);
  const [south, north, west, east] = [Math.min(...lats), Math.max(...lats), Math.min(...lons), Math.max(...lons)];
  const size = Math.max(north - south, east - west, 0.05);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "-4 -4 108 108");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `Bản đồ ${known.length} kiosk: ${known.filter((one) => one.state === "silent").length} không liên lạc, ${known.filter((one) => one.state === "ill").length} cần xem. Danh sách ở dưới nói đủ.`);
  for (const one of known) {
    const x = ((one.lon - west) / size) * 100;
    const y = ((north - one.lat) / size) * 100;
    const mark = document.createElementNS("http://www.w3.org/2000/svg", one.state === "well" ? "circle" : one.state === "ill" ? "polygon" : "rect");
    if (one.state === "well") for (const [key, value] of [["cx", x], ["cy", y], ["r", 1.2]]) mark.setAttribute(key, value);
    else if (one.state === "ill") mark.setAttribute("points", `${x},${y - 1.8} ${x - 1.6},${y + 1.3} ${x + 1.6},${y + 1.3}`);
    else for (const [key, value] of [["x", x - 1.3], ["y", y - 1.3], ["width", 2.6], ["height", 2.6]]) mark.setAttribute(key, value);
    mark.setAttribute("class", one.state);
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = `${one.name} ${one.commune}: ${STATES[one.state]}`;
    mark.append(title);
    svg.append(mark);
  }
  at("map").replaceChildren(svg);
}

async function look() {
  try {
    const places = await asked("places.json").catch(() => ({}));
    const found = await asked(`/prometheus/api/v1/query?query=${encodeURIComponent('{__name__=~"kiosk_fleet_.+",errand=""}')}`);
    kiosks = gathered(found, places);
    showAll();
    showWrong(await asked("/prometheus/api/v1/alerts"));
    showMap();
    showList();
    showVersions();
    showErrands(await asked(`/prometheus/api/v1/query?query=${encodeURIComponent('{__name__="province:kiosk_fleet_errands:sum"}')}`));
    at("taken").textContent = `Cập nhật lúc ${new Date().toLocaleTimeString("vi-VN")}`;
  } catch (error) {
    at("taken").textContent = "Không đọc được số liệu; những gì đang hiện là của lần trước.";
  }
}

at("words").addEventListener("input", showList);
at("state").addEventListener("change", showList);
at("choice").addEventListener("submit", (event) => event.preventDefault());
look();
setInterval(look, EVERY_MS);
