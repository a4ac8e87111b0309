// What `course:{id}` and `me` look like: a snapshot, and every event folded into it (docs/reference/channels.md).

const MOST_LEARNERS = 200;
const LEARNING = new Set(["active", "completed"]);
const UNDER_WAY = new Set(["queued", "running"]);

const moved = (learner, d) => (learner.enrollment === d.enrollment ? { ...learner, percent: d.percent, last_seen: d.last_seen } : learner);

function placed(learners, d) {
  const others = learners.filter((one) => one.enrollment !== d.enrollment);
  if (!LEARNING.has(d.state)) return others;
  if (others.length < learners.length) return learners.map((one) => moved(one, d));
  if (learners.length >= MOST_LEARNERS) return learners;
  return [...learners, { enrollment: d.enrollment, user: d.user, percent: d.percent, last_seen: d.last_seen }];
}

function counted(counts, { was, state }) {
  const next = { ...counts, [state]: (counts[state] ?? 0) + 1 };
  if (was) next[was] -= 1;
  return next;
}

/** The state `{learners, counts}` after one accepted frame of a course's channel. */
export function foldCourse(state, { t, d }) {
  if (t === "snapshot") return d;
  if (t === "progress.changed") return { ...state, learners: state.learners.map((one) => moved(one, d)) };
  if (t === "enrollment.changed") return { learners: placed(state.learners, d), counts: counted(state.counts, d) };
  return state;
}

function jobs(list, job) {
  if (!UNDER_WAY.has(job.state)) return list.filter((one) => one.id !== job.id);
  return list.some((one) => one.id === job.id) ? list.map((one) => (one.id === job.id ? job : one)) : [...list, job];
}

/** The state `{unread, jobs}` after one accepted frame of `me`. */
export function foldMe(state, { t, d }) {
  if (t === "snapshot") return d;
  if (t === "notification.new") return { ...state, unread: state.unread + 1 };
  if (t === "notification.read") return { ...state, unread: state.unread - d.count };
  if (t === "job.changed") return { ...state, jobs: jobs(state.jobs, d.job) };
  return state;
}

/** The newest thing that a learner did, as `{key, values}` of a text; null for what is not worth telling. */
export function activity({ t, d }) {
  if (t === "progress.changed" && d.lesson) return { key: `learners.lesson_${d.state}`, values: {} };
  if (t === "attempt.changed" && d.state !== "abandoned") return { key: `learners.quiz_${d.state}`, values: { percent: d.percent } };
  if (t === "enrollment.changed" && (d.state === "completed" || !d.was)) return { key: `learners.course_${d.state}`, values: {} };
  return null;
}
