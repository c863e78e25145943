#ifndef SETTINGS_H
#define SETTINGS_H

/* Does what one setting says (recorder.c names them). */
void set(const char *setting);

/* Gives the machine back the settings that were changed. */
void put_back(void);

#endif
