/* Names of files: joining them, and the user's own folders. */
#ifndef TCPSTEP_BASE_PATHS_H
#define TCPSTEP_BASE_PATHS_H

/* Returns folder and rest joined as they are (malloc'ed). */
char *path_join(const char *folder, const char *rest);
/* Returns the path of a file below the folder that an XDG variable names
 * ("XDG_STATE_HOME"), else below $HOME and its default ("/.local/state"), with
 * `rest` after it ("/tcpstep/progress"; malloc'ed). NULL when neither is set. A
 * folder that is not absolute is ignored, as the XDG specification says. */
char *path_xdg(const char *variable, const char *home_default, const char *rest);

#endif
