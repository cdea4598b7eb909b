package io.onus.kit.sample;

import java.util.UUID;

record NoteView(UUID id, long version, String title) {}
