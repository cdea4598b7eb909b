package io.onus.notification.person;

import io.onus.notification.person.domain.Preferences;

/**
 * @param version 0 where nothing has been said yet
 */
record KnownPreferences(Preferences preferences, long version) {

  static final KnownPreferences NONE = new KnownPreferences(Preferences.DEFAULT, 0);
}
