/* Paths: joins them, and finds the user's own folders. */
#ifndef TCPSTEP_BASE_PATHS_H
#define TCPSTEP_BASE_PATHS_H

/* Returns `folder` followed by `rest`; no '/' is added. mem_free frees it. */
char *path_join(const char *folder, const char *rest);
/* Returns the folder that an XDG variable ("XDG_STATE_HOME") names, or $HOME and
 * the default ("/.local/state"), followed by `rest` ("/tcpstep/progress").
 * Returns NULL if neither is set. A folder that is not absolute is ignored, as
 * the XDG specification says. mem_free frees the path. */
char *path_xdg(const char *variable, const char *home_default, const char *rest);

#endif
