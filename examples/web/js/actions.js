// What people can do. The views call these; app.js says how each is carried out.
export const actions = {};
