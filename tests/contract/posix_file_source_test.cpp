// SPDX-License-Identifier: MIT
#include "postino/posix_file_source.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>

#include "system_calls.hpp"

namespace postino::contract {
namespace {

/// A file with some text, gone at the end of the test.
class TextFile {
 public:
  explicit TextFile(std::string_view text) : descriptor_{::mkstemp(path_.data())} {
    EXPECT_EQ(::write(descriptor_.number(), text.data(), text.size()),
              static_cast<ssize_t>(text.size()));
    EXPECT_EQ(::lseek(descriptor_.number(), 0, SEEK_SET), 0);
  }
  ~TextFile() { ::unlink(path()); }
  [[nodiscard]] const char* path() const { return path_.c_str(); }
  [[nodiscard]] int descriptor() const { return descriptor_.number(); }

 private:
  std::string path_ = testing::TempDir() + "postino-XXXXXX";
  posix::Descriptor descriptor_;
};

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe(ends.data()), 0);
    out = posix::Descriptor{ends[0]};
    in = posix::Descriptor{ends[1]};
  }
  void write(std::string_view text) const {
    EXPECT_EQ(::write(in.number(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  posix::Descriptor out;
  posix::Descriptor in;
};

std::string pull_all(FileSource& source, std::size_t room_size = 7) {
  std::string text;
  std::string room(room_size, '\0');
  Transfer result = source.pull(room);
  for (; result.count() != 0; result = source.pull(room)) text.append(room, 0, result.count());
  EXPECT_EQ(result, Transfer::end());
  return text;
}

TEST(FileSource, ReadsAFileToItsEnd) {
  const TextFile file{"Dry run at 14:02.\n"};
  for (const std::size_t room : {1U, 7U, 17U, 18U, 19U}) {
    FileSource source{file.path()};
    EXPECT_TRUE(source.opened());
    EXPECT_EQ(source.size(), 18U);
    EXPECT_TRUE(source.rewind());
    EXPECT_EQ(pull_all(source, room), "Dry run at 14:02.\n");
    EXPECT_EQ(source.native_code(), 0);
  }
}

TEST(FileSource, WhatIsReadAheadIsTheSameInRoomsOfAnySize) {
  const std::string text = "Dry run at 14:02.\nThe pump ran for 6 seconds.\n";
  const TextFile file{text};
  for (std::size_t size = 0; size <= text.size() + 1; ++size) {
    std::string ahead(size, '\0');
    FileSource source{file.path(), ahead};
    for (std::size_t room = 1; room <= text.size() + 1; ++room) {
      EXPECT_EQ(pull_all(source, room), text) << size << ' ' << room;
      EXPECT_TRUE(source.rewind());
    }
  }
}

TEST(FileSource, WhatWasReadAheadIsForgottenByARewind) {
  const TextFile file{"Dry run at 14:02.\n"};
  std::string ahead(64, '\0');
  FileSource source{file.path(), ahead};
  std::string room(3, '\0');
  EXPECT_EQ(source.pull(room), Transfer::octets(3));
  EXPECT_TRUE(source.rewind());
  EXPECT_EQ(pull_all(source), "Dry run at 14:02.\n");
}

TEST(FileSource, OneReadBringsWhatManyPullsAskFor) {
  const TextFile file{"Dry run at 14:02.\n"};
  std::string ahead(64, '\0');
  FileSource source{file.descriptor(), ahead};
  std::string room(1, '\0');
  EXPECT_EQ(source.pull(room), Transfer::octets(1));
  EXPECT_EQ(::lseek(file.descriptor(), 0, SEEK_CUR), 18);
}

TEST(FileSource, APipeIsReadAheadAsFarAsItHasAnything) {
  const Pipe pipe;
  std::string ahead(64, '\0');
  FileSource source{pipe.out.number(), ahead};
  std::string room(4, '\0');
  EXPECT_EQ(source.pull(room), Transfer::pending());
  pipe.write("Dry run");
  EXPECT_EQ(source.pull(room), Transfer::octets(4));
  EXPECT_EQ(source.pull({}), Transfer::pending());
  EXPECT_EQ(source.pull(room), Transfer::octets(3));
  EXPECT_EQ(source.pull(room), Transfer::pending());
  pipe.write("!");
  EXPECT_EQ(source.pull(room), Transfer::octets(1));
}

TEST(FileSource, IntoNoRoomNothingIsReadAndTheEndIsTheEnd) {
  const TextFile file{"text"};
  FileSource source{file.path()};
  EXPECT_EQ(source.pull({}), Transfer::pending());
  EXPECT_EQ(pull_all(source), "text");
  EXPECT_EQ(source.pull({}), Transfer::end());
}

TEST(FileSource, AnEmptyFileIsAtItsEnd) {
  const TextFile file{""};
  FileSource source{file.path()};
  EXPECT_EQ(source.size(), 0U);
  EXPECT_EQ(pull_all(source), "");
}

TEST(FileSource, AFileCanBeReadAgain) {
  const TextFile file{"twice"};
  FileSource source{file.path()};
  EXPECT_EQ(pull_all(source), "twice");
  EXPECT_TRUE(source.rewind());
  EXPECT_EQ(pull_all(source), "twice");
}

TEST(FileSource, TheEndStaysTheEndUntilTheFileIsRewound) {
  const TextFile file{"text"};
  FileSource source{file.path()};
  EXPECT_EQ(pull_all(source), "text");
  EXPECT_EQ(::pwrite(file.descriptor(), "more", 4, 4), 4);
  EXPECT_EQ(pull_all(source), "");
  EXPECT_TRUE(source.rewind());
  EXPECT_EQ(pull_all(source), "textmore");
}

TEST(FileSource, AFileIsReadFromWhereItStands) {
  const TextFile file{"skipped, read"};
  EXPECT_EQ(::lseek(file.descriptor(), 9, SEEK_SET), 9);
  FileSource source{file.descriptor()};
  EXPECT_EQ(source.size(), 4U);
  EXPECT_EQ(pull_all(source), "read");
  EXPECT_TRUE(source.rewind());
  EXPECT_EQ(pull_all(source), "read");
}

TEST(FileSource, ABorrowedDescriptorStaysOpen) {
  const TextFile file{"x"};
  { FileSource source{file.descriptor()}; }
  EXPECT_EQ(::lseek(file.descriptor(), 0, SEEK_CUR), 0);
}

TEST(FileSource, AFileOfFourGibibytesOrMoreHasAnUnknownSize) {
  const TextFile file{""};
  ASSERT_EQ(::ftruncate(file.descriptor(), 0xfffffffe), 0);
  EXPECT_EQ(FileSource{file.path()}.size(), 0xfffffffeU);
  ASSERT_EQ(::ftruncate(file.descriptor(), 0xffffffff), 0);
  EXPECT_EQ(FileSource{file.path()}.size(), Source::unknown_size);
  ASSERT_EQ(::ftruncate(file.descriptor(), 0x100000001), 0);
  EXPECT_EQ(FileSource{file.path()}.size(), Source::unknown_size);
}

TEST(FileSource, AMissingFileIsNotOpenedAndFails) {
  FileSource source{"/nonexistent/postino"};
  char octet = 0;
  EXPECT_FALSE(source.opened());
  EXPECT_EQ(source.native_code(), ENOENT);
  EXPECT_FALSE(source.rewind());
  EXPECT_EQ(source.pull({&octet, 1}), Transfer::failed());
  EXPECT_EQ(source.size(), Source::unknown_size);
}

TEST(FileSource, AClosedDescriptorIsNotOpened) {
  FileSource source{-1};
  EXPECT_FALSE(source.opened());
  EXPECT_EQ(source.native_code(), EBADF);
}

TEST(FileSource, ADescriptorThatWasClosedIsNotOpened) {
  posix::Descriptor closed{::dup(0)};
  const int number = closed.number();
  closed.reset();
  FileSource source{number};
  EXPECT_FALSE(source.opened());
  EXPECT_EQ(source.native_code(), EBADF);
  EXPECT_EQ(source.size(), Source::unknown_size);
}

TEST(FileSource, StandardInputIsDescriptorZero) {
  const posix::Descriptor before{::dup(0)};
  const TextFile file{"text"};
  EXPECT_EQ(::dup2(file.descriptor(), 0), 0);
  FileSource source{0};
  EXPECT_TRUE(source.opened());
  EXPECT_EQ(pull_all(source), "text");
  EXPECT_EQ(::dup2(before.number(), 0), 0);
}

TEST(FileSource, AProgramThatIsStartedInheritsNothing) {
  const TextFile file{"text"};
  posix::Descriptor next{::dup(0)};
  const int number = next.number();
  next.reset();
  const FileSource source{file.path()};
  EXPECT_EQ(::fcntl(number, F_GETFD), FD_CLOEXEC);
}

TEST(FileSource, AReadThatBringsNothingNowIsPending) {
  const TextFile file{"text"};
  FileSource source{file.path()};
  SystemCalls calls;
  char octet = 0;
  for (const int error : {EAGAIN, EWOULDBLOCK, EINTR}) {
    calls.read = [&number = error](int, void*, std::size_t) {
      errno = number;
      return -1;
    };
    EXPECT_EQ(source.pull({&octet, 1}), Transfer::pending());
    EXPECT_EQ(source.native_code(), 0);
  }
  calls.read = {};
  EXPECT_EQ(pull_all(source), "text");
}

TEST(FileSource, ASeekThatFailsIsARewindThatFails) {
  const TextFile file{"text"};
  FileSource source{file.path()};
  EXPECT_EQ(pull_all(source), "text");
  SystemCalls calls;
  calls.lseek = [](int, off_t, int) {
    errno = EIO;
    return -1;
  };
  EXPECT_FALSE(source.rewind());
  EXPECT_EQ(source.native_code(), EIO);
}

TEST(FileSource, AFileThatCannotSeekHasNoKnownSizeAndNoWayBack) {
  const TextFile file{"text"};
  SystemCalls calls;
  calls.lseek = [](int, off_t, int) { return -1; };
  FileSource source{file.path()};
  EXPECT_EQ(source.size(), Source::unknown_size);
  EXPECT_EQ(pull_all(source), "text");
  EXPECT_FALSE(source.rewind());
  EXPECT_EQ(source.native_code(), 0);
}

TEST(FileSource, APipeIsLookedAtWithoutSleeping) {
  const Pipe pipe;
  FileSource source{pipe.out.number()};
  SystemCalls calls;
  calls.poll = [](pollfd* watched, nfds_t count, int timeout) {
    EXPECT_EQ(count, 1U);
    EXPECT_EQ(timeout, 0);
    return real_poll(watched, count, timeout);
  };
  char octet = 0;
  EXPECT_EQ(source.pull({&octet, 1}), Transfer::pending());
}

TEST(FileSource, AFolderFails) {
  FileSource source{"/"};
  EXPECT_EQ(source.size(), Source::unknown_size);
  char octet = 0;
  EXPECT_EQ(source.pull({&octet, 1}), Transfer::failed());
  EXPECT_EQ(source.native_code(), EISDIR);
}

TEST(FileSource, APipeIsPendingWhileItHasNothing) {
  Pipe pipe;
  FileSource source{pipe.out.number()};
  std::array<char, 8> room{};
  EXPECT_EQ(source.size(), Source::unknown_size);
  EXPECT_EQ(source.pull(room), Transfer::pending());
  pipe.write("text");
  EXPECT_EQ(source.pull(room), Transfer::octets(4));
  EXPECT_EQ(source.pull(room), Transfer::pending());
  pipe.in.reset();
  EXPECT_EQ(source.pull(room), Transfer::end());
  EXPECT_EQ(source.pull(room), Transfer::end());
}

TEST(FileSource, APipeKeepsItsFlags) {
  const Pipe pipe;
  FileSource source{pipe.out.number()};
  char octet = 0;
  EXPECT_EQ(source.pull({&octet, 1}), Transfer::pending());
  EXPECT_EQ(::fcntl(pipe.out.number(), F_GETFL) & O_NONBLOCK, 0);
}

TEST(FileSource, APipeCanBeRewoundUntilItWasRead) {
  Pipe pipe;
  FileSource source{pipe.out.number()};
  char octet = 0;
  EXPECT_TRUE(source.rewind());
  EXPECT_EQ(source.pull({&octet, 1}), Transfer::pending());
  EXPECT_TRUE(source.rewind());
  pipe.write("text");
  EXPECT_EQ(source.pull({&octet, 1}), Transfer::octets(1));
  EXPECT_FALSE(source.rewind());
  EXPECT_EQ(source.native_code(), 0);
}

TEST(FileSource, AnEmptyPipeCannotBeRewoundAfterItsEnd) {
  Pipe pipe;
  pipe.in.reset();
  FileSource source{pipe.out.number()};
  EXPECT_EQ(pull_all(source), "");
  EXPECT_FALSE(source.rewind());
}

TEST(FileSource, ANamedPipeIsPendingUntilSomebodyWrites) {
  std::string path = testing::TempDir() + "postino-fifo-XXXXXX";
  ASSERT_NE(::mkdtemp(path.data()), nullptr);
  const std::string fifo = path + "/fifo";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  FileSource source{fifo.c_str()};
  char octet = 0;
  EXPECT_EQ(source.pull({&octet, 1}), Transfer::pending());
  posix::Descriptor writer{::open(fifo.c_str(), O_WRONLY | O_NONBLOCK)};
  EXPECT_EQ(::write(writer.number(), "text", 4), 4);
  writer.reset();
  EXPECT_EQ(pull_all(source), "text");
  ::unlink(fifo.c_str());
  ::rmdir(path.c_str());
}

}  // namespace
}  // namespace postino::contract
